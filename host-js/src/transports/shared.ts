import { HEADER, LAYOUT_HASH, type Layout, MAGIC, WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import type { MemoryPages } from 'megamixer-worklet/protocol';
import { MixerError } from '../errors.js';
import { Arrival } from './arrival.js';
import { ScopeRing } from './scope-ring.js';
import { silentReadings } from './silent-readings.js';
import type { EngineInPlace, Transport } from './transport.js';

/**
 * The page reads and writes the engine's block in place. An edit is published under a sequence number, odd meanwhile:
 * an engine that sees it odd, or changed after it has copied, keeps what it had and looks again.
 */
export class SharedTransport implements Transport {
  readonly #layout: Layout;
  /** The block of the engine in place up to the end of its meters; silence while there is none. */
  #block: Int32Array;
  /** What follows it. */
  #scope: ScopeRing | null = null;
  readonly #arrival = new Arrival();
  #closed = false;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#block = silentReadings(layout);
  }

  newMemory(pages: MemoryPages): WebAssembly.Memory {
    return sharedMemory(pages);
  }

  attach({ memory, ready }: EngineInPlace, mirror: Int32Array | null): void {
    if (memory === null) throw new Error('an engine is in place that was given no memory');
    const block = new Int32Array(memory.buffer, ready.block, this.#layout.words);
    check(block, this.#layout);
    const { metersEnd, scopeFrame, scope } = this.#layout;
    this.#block = block.subarray(0, metersEnd);
    this.#scope = new ScopeRing(block, scopeFrame, scope);
    // Who waits hears of it in a microtask, and what was missed is there by then.
    this.#arrival.arrived();
    if (mirror !== null) this.#catchUp(mirror);
  }

  detach(): void {
    this.#arrival.left();
    this.#block = silentReadings(this.#layout);
    this.#scope = null;
  }

  publish(words: Int32Array, changed: Int32Array, values: number, versions: number): void {
    if (!this.#arrival.here) return;
    const block = this.#block;
    const sequence = words[HEADER.sequence] as number;
    Atomics.store(block, HEADER.sequence, sequence - 1);
    for (let index = 0; index < values + versions; index += 1) {
      const word = changed[index] as number;
      Atomics.store(block, word, words[word] as number);
    }
    Atomics.store(block, HEADER.sequence, sequence);
  }

  load(word: number): number {
    return Atomics.load(this.#block, word);
  }

  take(word: number): number {
    return this.#closed ? this.load(word) : Atomics.exchange(this.#block, word, 0);
  }

  readScope(left: Float32Array, right: Float32Array): number {
    if (this.#scope !== null) return this.#scope.read(left, right);
    left.fill(0);
    right.fill(0);
    return 0;
  }

  receive(): void {}

  expect(): void {
    this.#arrival.expect();
  }

  fail(error: Error): void {
    this.#arrival.fail(error);
  }

  end(error: Error): void {
    this.#arrival.left();
    this.#arrival.fail(error);
  }

  settled(): Promise<void> {
    return this.#arrival.wait();
  }

  close(): void {
    this.#closed = true;
    this.#arrival.close();
    // Copies: the views would keep the memory.
    this.#block = new Int32Array(this.#block);
    this.#scope = this.#scope?.copy() ?? null;
  }

  /** Publishes what was written while no engine was in place, as one edit. */
  #catchUp(mirror: Int32Array): void {
    const missed: number[] = [];
    for (let word = this.#layout.versions; word < this.#layout.pageEnd; word += 1) {
      if (mirror[word] !== this.#block[word]) missed.push(word);
    }
    if (missed.length > 0) this.publish(mirror, Int32Array.from(missed), missed.length, 0);
  }
}

function sharedMemory(pages: MemoryPages): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ ...pages, shared: true });
  } catch (cause) {
    throw new MixerError(
      'out-of-memory',
      `The browser has no ${(pages.maximum * WASM_PAGE_BYTES) / 2 ** 20} MiB of shared memory left for a mixer: dispose of mixers that are not needed, or make it with fewer strips, effects or a shorter maxDelay.`,
      cause,
    );
  }
}

function check(block: Int32Array, layout: Layout): void {
  const word = (index: number) => Atomics.load(block, index) >>> 0;
  if (
    word(HEADER.magic) !== MAGIC ||
    word(HEADER.layoutHash) !== LAYOUT_HASH ||
    word(HEADER.strips) !== layout.strips ||
    word(HEADER.buses) !== layout.buses
  ) {
    throw new MixerError(
      'layout-mismatch',
      'What the worklet says is the block of this mixer is none: megamixer.js, megamixer-worklet.js and megamixer.wasm must be of one build.',
    );
  }
}
