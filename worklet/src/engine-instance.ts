import { bind } from './engine.gen.js';
import { type Layout, layout } from './layout.gen.js';
import type { MemoryPages, RefusalCode } from './protocol.js';

/** Why no engine could be made: the page turns it into a MixerError. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }
}

export interface EngineOptions {
  readonly module: WebAssembly.Module;
  readonly pages: MemoryPages;
  readonly strips: number;
  readonly buses: number;
  readonly capacityFrames: number;
  readonly layoutHash: number;
  readonly sampleRate: number;
}

/**
 * One instance of the engine over one memory, and every view of it that a quantum needs, made once. A restart makes
 * a new one; nothing of the old is used again.
 */
export class EngineInstance {
  readonly layout: Layout;
  readonly words: Int32Array;
  /** Where the block starts, in bytes. */
  readonly block: number;
  readonly #memory: WebAssembly.Memory;
  /** Its size once everything is made. It never changes: else every view here would be stale. */
  readonly bytes: number;
  readonly #exports: ReturnType<typeof bind>;
  readonly #capacityFrames: number;
  /** Planar, left and right of each strip in turn. */
  readonly #inputs: Float32Array[] = [];
  readonly #presence: Uint32Array;
  readonly #left: Float32Array;
  readonly #right: Float32Array;
  /** The first frames of the output, as many as a quantum last had: `set` copies a whole view. */
  #leftOut: Float32Array;
  #rightOut: Float32Array;

  /** Throws a Refusal. All growth of the memory happens here. */
  constructor(options: EngineOptions, memory: WebAssembly.Memory | null, pageWords: Int32Array) {
    const { strips, buses, capacityFrames } = options;
    this.#memory = memory ?? privateMemory(options.pages);
    this.#exports = bind(options.module, this.#memory);
    const engine = this.#exports;
    const hash = engine.layout_hash() >>> 0;
    if (hash !== options.layoutHash) {
      throw new Refusal(
        'layout-mismatch',
        `the engine's layout is ${hash.toString(16)}, the page's ${options.layoutHash.toString(16)}`,
      );
    }
    const code = engine.create(strips, buses, options.sampleRate, capacityFrames);
    if (code !== 0) {
      throw new Refusal('engine-refused', `the engine refused with code ${code}`);
    }

    this.layout = layout(strips, buses);
    this.block = engine.block();
    const buffer = this.#memory.buffer;
    this.bytes = buffer.byteLength;
    this.words = new Int32Array(buffer, this.block, this.layout.words);
    for (let channel = 0; channel < strips * 2; channel += 1) {
      this.#inputs.push(new Float32Array(buffer, engine.inputs() + channel * capacityFrames * 4, capacityFrames));
    }
    this.#presence = new Uint32Array(buffer, engine.presence(), strips);
    this.#left = new Float32Array(buffer, engine.output(), capacityFrames);
    this.#right = new Float32Array(buffer, engine.output() + capacityFrames * 4, capacityFrames);
    this.#leftOut = this.#left;
    this.#rightOut = this.#right;
    this.#capacityFrames = capacityFrames;

    this.words.set(pageWords, this.layout.pageStart);
    engine.start();
  }

  /** Whether the memory grew after all, which leaves every view detached or short. */
  get grew(): boolean {
    return this.#memory.buffer.byteLength !== this.bytes;
  }

  get capacityFrames(): number {
    return this.#capacityFrames;
  }

  /**
   * Copies frames `[first, first + frames)` of the quantum in. `frames` is the whole quantum whenever it fits;
   * only longer ones come in pieces, sample by sample, since a view of a piece would be an allocation.
   */
  copyIn(inputs: Channels[], first: number, frames: number): void {
    const presence = this.#presence;
    for (let strip = 0; strip < presence.length; strip += 1) {
      const input = inputs[strip];
      const left = input?.[0];
      if (left === undefined) {
        presence[strip] = 0;
        continue;
      }
      presence[strip] = 1;
      const right = input?.[1] ?? left;
      const toLeft = this.#inputs[strip * 2] as Float32Array;
      const toRight = this.#inputs[strip * 2 + 1] as Float32Array;
      if (left.length === frames) {
        toLeft.set(left);
        toRight.set(right);
      } else {
        for (let frame = 0; frame < frames; frame += 1) {
          toLeft[frame] = left[first + frame] as number;
          toRight[frame] = right[first + frame] as number;
        }
      }
    }
  }

  /** Mixes frames `[offset, offset + frames)` of what was copied in. Throws when the engine traps. */
  render(offset: number, frames: number): void {
    this.#exports.render(offset, frames);
  }

  /** Copies the first `frames` of the mix to the quantum's output, from its frame `first` on. */
  copyOut(output: Channels, first: number, frames: number): void {
    const left = output[0];
    const right = output[1];
    if (left === undefined || right === undefined) return;
    if (left.length === frames) {
      if (this.#leftOut.length !== frames) {
        this.#leftOut = this.#left.subarray(0, frames);
        this.#rightOut = this.#right.subarray(0, frames);
      }
      left.set(this.#leftOut);
      right.set(this.#rightOut);
    } else {
      for (let frame = 0; frame < frames; frame += 1) {
        left[first + frame] = this.#left[frame] as number;
        right[first + frame] = this.#right[frame] as number;
      }
    }
  }

  /** For tests only: executes a trap, so it always throws. */
  trap(): void {
    this.#exports.trap();
  }
}

/** The channels of one input or output for one quantum; none where nothing is connected. */
export type Channels = readonly Float32Array[];

function privateMemory(pages: MemoryPages): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: pages.initial, maximum: pages.maximum });
  } catch (error) {
    throw new Refusal('out-of-memory', String(error));
  }
}
