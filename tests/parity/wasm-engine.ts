import { readFileSync } from 'node:fs';
import { MEMORY_INITIAL_PAGES, MEMORY_MAXIMUM_PAGES } from 'megamixer-worklet/build';
import { bind } from 'megamixer-worklet/engine';
import { memoryBytes, WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import type { ParityCase } from './case.ts';

const module = new WebAssembly.Module(readFileSync(new URL('../../dist/megamixer.wasm', import.meta.url)));

/** The engine as the worklet runs it. */
export class WasmEngine {
  readonly memory: WebAssembly.Memory;
  readonly #exports: ReturnType<typeof bind>;
  readonly #capacityFrames: number;
  readonly #strips: number;

  constructor(
    strips: number,
    buses: number,
    sampleRate: number,
    capacityFrames: number,
    maximumBytes = memoryBytes(strips, buses, capacityFrames),
  ) {
    this.memory = new WebAssembly.Memory({
      initial: MEMORY_INITIAL_PAGES,
      maximum: Math.min(maximumBytes / WASM_PAGE_BYTES, MEMORY_MAXIMUM_PAGES),
      shared: true,
    });
    this.#exports = bind(module, this.memory);
    const code = this.#exports.create(strips, buses, sampleRate, capacityFrames);
    if (code !== 0) throw new Error(`the engine refused with ${code}`);
    this.#capacityFrames = capacityFrames;
    this.#strips = strips;
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
    return new Float32Array(this.memory.buffer, this.#exports.inputs(), this.#strips * 2 * this.#capacityFrames);
  }

  get presence(): Uint32Array {
    return new Uint32Array(this.memory.buffer, this.#exports.presence(), this.#strips);
  }

  get output(): Float32Array {
    return new Float32Array(this.memory.buffer, this.#exports.output(), 2 * this.#capacityFrames);
  }

  render(offset: number, frames: number): void {
    this.#exports.render(offset, frames);
  }
}

const quantum = 128;

/** Renders as the worklet does: quantum by quantum, cut where something changes. */
export function renderWasm({ at, sampleRate, frames, words, connected, inputs, cuts }: ParityCase): Uint32Array {
  const engine = new WasmEngine(at.strips, at.buses, sampleRate, quantum);
  engine.words.set(words.subarray(at.pageStart, at.pageEnd), at.pageStart);
  engine.start();
  engine.presence.set(connected.map(Number));
  const mix = [new Float32Array(frames), new Float32Array(frames)] as const;
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
      samples.set(engine.output.subarray(channel * quantum, channel * quantum + length), first);
    }
  }
  return new Uint32Array(Float32Array.from([...mix[0], ...mix[1]]).buffer);
}
