import type { Exports } from 'megamixer-worklet/engine';
import { LIMITS, type MemoryNeeds } from 'megamixer-worklet/layout';
import type { ParityCase } from './case.ts';

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

/** An engine as the worklet runs it, whatever it is made of. */
export abstract class RenderingEngine {
  readonly memory: { readonly buffer: ArrayBufferLike };
  readonly #exports: Exports;

  constructor(
    readonly options: EngineOptions,
    bare: { readonly exports: Exports; readonly memory: { readonly buffer: ArrayBufferLike } },
    /** The size of its stack, in bytes. */
    readonly stackSize: number,
  ) {
    const { strips, buses, sampleRate, capacityFrames, effects, maxDelay } = options;
    this.memory = bare.memory;
    this.#exports = bare.exports;
    this.forgetStack();
    const code = this.#exports.create(strips, buses, sampleRate, capacityFrames, effects, maxDelay, OUTPUTS);
    if (code !== 0) throw new Error(`the engine refused with ${code}`);
  }

  /** The stack is at the start of the memory, and grows towards it. */
  get #stack(): Uint8Array {
    return new Uint8Array(this.memory.buffer, 0, this.stackSize);
  }

  /** What the stack was used for so far does not count. */
  forgetStack(): void {
    this.#stack.fill(UNUSED);
  }

  /** How deep the stack has been since the engine was made, or since what was before was forgotten. */
  get stackBytes(): number {
    return this.stackSize - this.#stack.findIndex((byte) => byte !== UNUSED);
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
export function renderCase(
  { at, frames, words, connected, inputs, cuts }: ParityCase,
  engine: RenderingEngine,
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
