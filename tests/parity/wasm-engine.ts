import { readFileSync } from 'node:fs';
import { MEMORY_INITIAL_PAGES, MEMORY_MAXIMUM_PAGES, STACK_BYTES } from 'megamixer-worklet/build';
import { bind } from 'megamixer-worklet/engine';
import { LIMITS, type MemoryNeeds, memoryBytes, WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import type { ParityCase } from './case.ts';

const module = new WebAssembly.Module(readFileSync(new URL('../../dist/assets/megamixer.wasm', import.meta.url)));

/** What an engine is made with. */
export type EngineOptions = MemoryNeeds;

/** With the usual effects, and no alignment delay. */
export function optionsFor(strips: number, buses: number, sampleRate = 48_000, capacityFrames = 128): EngineOptions {
  return { strips, buses, sampleRate, capacityFrames, effects: LIMITS.effects.default, maxDelay: 0 };
}

/** The mix and the monitor. */
const OUTPUTS = 2;

/** What nobody writes in a row. */
const UNUSED = 0xa5;

/** The engine as the worklet runs it. */
export class WasmEngine {
  readonly memory: WebAssembly.Memory;
  readonly #exports: ReturnType<typeof bind>;

  constructor(
    readonly options: EngineOptions,
    maximumBytes = memoryBytes(options),
  ) {
    const { strips, buses, sampleRate, capacityFrames, effects, maxDelay } = options;
    this.memory = new WebAssembly.Memory({
      initial: MEMORY_INITIAL_PAGES,
      maximum: Math.min(maximumBytes / WASM_PAGE_BYTES, MEMORY_MAXIMUM_PAGES),
      shared: true,
    });
    this.#exports = bind(module, this.memory);
    this.forgetStack();
    const code = this.#exports.create(strips, buses, sampleRate, capacityFrames, effects, maxDelay, OUTPUTS);
    if (code !== 0) throw new Error(`the engine refused with ${code}`);
  }

  /** The stack is at the start of the memory, and grows towards it. */
  get #stack(): Uint8Array {
    return new Uint8Array(this.memory.buffer, 0, STACK_BYTES);
  }

  /** What the stack was used for so far does not count. */
  forgetStack(): void {
    this.#stack.fill(UNUSED);
  }

  /** How deep the stack has been since the engine was made, or since what was before was forgotten. */
  get stackBytes(): number {
    return STACK_BYTES - this.#stack.findIndex((byte) => byte !== UNUSED);
  }

  get layoutHash(): number {
    return this.#exports.layout_hash();
  }

  /** The words of the block, and of the whole memory after it. */
  get words(): Int32Array {
    return new Int32Array(this.memory.buffer, this.#exports.block());
  }

  start(): void {
    this.#exports.start();
  }

  get inputs(): Float32Array {
    return new Float32Array(
      this.memory.buffer,
      this.#exports.inputs(),
      this.options.strips * 2 * this.options.capacityFrames,
    );
  }

  get presence(): Uint32Array {
    return new Uint32Array(this.memory.buffer, this.#exports.presence(), this.options.strips);
  }

  /** Planar: left and right of the mix, then of the monitor output. */
  get outputs(): Float32Array {
    return new Float32Array(this.memory.buffer, this.#exports.output(), 2 * OUTPUTS * this.options.capacityFrames);
  }

  render(offset: number, frames: number): void {
    this.#exports.render(offset, frames);
  }
}

const quantum = 128;

/** Renders as the worklet does: quantum by quantum, cut where something changes. */
export function renderWasm(
  { options, at, frames, words, connected, inputs, cuts }: ParityCase,
  engine = new WasmEngine(options),
): Uint32Array {
  engine.words.set(words.subarray(at.pageStart, at.pageEnd), at.pageStart);
  engine.start();
  engine.presence.set(connected.map(Number));
  const mix = Array.from({ length: 2 * OUTPUTS }, () => new Float32Array(frames));
  let next = 0;
  for (let first = 0; first < frames; first += quantum) {
    const length = Math.min(quantum, frames - first);
    for (const [channel, samples] of inputs.entries()) {
      engine.inputs.set(samples.subarray(first, first + length), channel * quantum);
    }
    for (let offset = 0; offset < length; ) {
      for (; cuts[next] && cuts[next]!.frame <= first + offset; next += 1) {
        for (const [word, bits] of cuts[next]!.changes) engine.words[word] = bits;
      }
      const until = Math.min(length, (cuts[next]?.frame ?? Infinity) - first);
      engine.render(offset, until - offset);
      offset = until;
    }
    for (const [channel, samples] of mix.entries()) {
      samples.set(engine.outputs.subarray(channel * quantum, channel * quantum + length), first);
    }
  }
  return new Uint32Array(Float32Array.from(mix.flatMap((samples) => [...samples])).buffer);
}
