import type { Exports } from './engine.gen.js';
import { HEADER, type Layout, layout } from './layout.gen.js';
import type { EngineShape, RefusalCode } from './protocol.js';

/** Why no engine could be made: the page turns it into a MixerError. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }
}

export interface EngineOptions extends EngineShape {
  readonly layoutHash: number;
  readonly sampleRate: number;
}

/** An engine that may be created, whatever it is made of, and the memory that it runs in. */
export interface BareEngine {
  readonly exports: Exports;
  readonly memory: { readonly buffer: ArrayBufferLike };
  /** What an error that was thrown while it was created means. */
  refusal(error: unknown): Refusal;
}

/**
 * One instance of the engine over one memory, and every view of it that a quantum needs, made once. A restart makes
 * a new one; nothing of the old is used again.
 */
export class EngineInstance {
  readonly layout: Layout;
  readonly words: Int32Array;
  /** What the engine writes of them: the header up to the page's words, and the meters. */
  readonly header: Int32Array;
  readonly meters: Int32Array;
  /** Where the block starts, in bytes. */
  readonly block: number;
  readonly #memory: BareEngine['memory'];
  /** Its size once everything is made. It never changes: else every view here would be stale. */
  readonly bytes: number;
  readonly #exports: Exports;
  readonly #capacityFrames: number;
  /** Planar, left and right of each strip in turn. */
  readonly #inputs: readonly Float32Array[];
  readonly #presence: Uint32Array;
  /** Planar, left and right of each output in turn. */
  readonly #outputs: readonly Float32Array[];
  /** The first frames of each, as many as a quantum last had: `set` copies a whole view. */
  #outputStarts: readonly Float32Array[];

  /** Throws a Refusal. All growth of the memory happens here. */
  constructor(options: EngineOptions, bare: BareEngine, pageWords: Int32Array) {
    const { strips, buses, outputs, capacityFrames } = options;
    create(bare, options);
    const engine = bare.exports;
    this.#exports = engine;
    this.#memory = bare.memory;

    this.layout = layout(strips, buses);
    this.block = engine.block();
    const buffer = this.#memory.buffer;
    this.bytes = buffer.byteLength;
    this.words = new Int32Array(buffer, this.block, this.layout.words);
    this.header = this.words.subarray(0, this.layout.pageStart);
    this.meters = this.words.subarray(this.layout.meters, this.layout.metersEnd);
    const planar = (address: number, signals: number) =>
      Array.from(
        { length: signals * 2 },
        (_, channel) => new Float32Array(buffer, address + channel * capacityFrames * 4, capacityFrames),
      );
    this.#inputs = planar(engine.inputs(), strips);
    this.#presence = new Uint32Array(buffer, engine.presence(), strips);
    this.#outputs = planar(engine.output(), outputs);
    this.#outputStarts = this.#outputs;
    this.#capacityFrames = capacityFrames;

    this.words.set(pageWords, this.layout.pageStart);
    engine.start();
  }

  /** Whether the memory grew after all, which leaves every view detached or short. */
  get grew(): boolean {
    return this.#memory.buffer.byteLength !== this.bytes;
  }

  /** Whether the page wants to know how long quanta take. */
  get loadWanted(): boolean {
    return this.words[this.layout.wantLoad] !== 0;
  }

  /** Frames that the limiter delays the output by while it is on. */
  get limiterLatencyFrames(): number {
    return this.words[HEADER.limiterLatencyFrames] as number;
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
      // First of all its length: to read what an array does not have is slow, and most strips may have no input.
      if (input === undefined || input.length === 0) {
        presence[strip] = 0;
        continue;
      }
      presence[strip] = 1;
      const left = input[0] as Float32Array;
      const right = input.length > 1 ? (input[1] as Float32Array) : left;
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

  /** Copies the first `frames` of every output to the quantum's, from its frame `first` on; as for `copyIn`. */
  copyOut(outputs: readonly Channels[], first: number, frames: number): void {
    const whole = outputs[0]?.[0]?.length === frames;
    if (whole && this.#outputStarts[0]?.length !== frames) this.#startOutputs(frames);
    for (let channel = 0; channel < this.#outputs.length; channel += 1) {
      const to = outputs[channel >> 1]?.[channel & 1];
      if (to === undefined) continue;
      if (whole) {
        to.set(this.#outputStarts[channel] as Float32Array);
      } else {
        const from = this.#outputs[channel] as Float32Array;
        for (let frame = 0; frame < frames; frame += 1) to[first + frame] = from[frame] as number;
      }
    }
  }

  /** Apart, since a function that is made in `copyOut` has V8 allocate for it whether or not it gets there. */
  #startOutputs(frames: number): void {
    this.#outputStarts = this.#outputs.map((channel) => channel.subarray(0, frames));
  }

  /** For tests only: executes a trap, so it always throws. */
  trap(): void {
    this.#exports.trap();
  }
}

/** Has an engine allocate everything that it will ever need. */
function create({ exports, refusal }: BareEngine, options: EngineOptions): void {
  const { strips, buses, effects, maxDelay, outputs, capacityFrames, sampleRate, layoutHash } = options;
  let code: number;
  try {
    const hash = exports.layout_hash() >>> 0;
    if (hash !== layoutHash) {
      throw new Refusal(
        'layout-mismatch',
        `the engine's layout is ${hash.toString(16)}, the page's ${layoutHash.toString(16)}`,
      );
    }
    code = exports.create(strips, buses, sampleRate, capacityFrames, effects, maxDelay, outputs);
  } catch (error) {
    throw error instanceof Refusal ? error : refusal(error);
  }
  if (code !== 0) throw new Refusal('engine-refused', `the engine refused with code ${code}`);
}

/** The channels of one input or output for one quantum; none where nothing is connected. */
export type Channels = readonly Float32Array[];
