import { LIMITS, SCOPE_FRAMES } from 'megamixer-worklet/layout';
import { floatOf } from '../mirror/float-bits.js';

/** A writer that overtakes a reader so often is faster than any that there is: what was copied last has to do. */
const MOST_TRIES = 4;

/** The ring of the last frames of the mix, which the engine may be writing meanwhile: frame n stands at n modulo its length. */
export class ScopeRing {
  readonly #words: Int32Array;
  readonly #end: number;
  readonly #frames: number;

  /** `end` is the address of the frame up to which it is written, `frames` that of its first left sample. */
  constructor(words: Int32Array, end: number, frames: number) {
    this.#words = words;
    this.#end = end;
    this.#frames = frames;
  }

  /** A ring of the page's own, and silent. */
  static own(): ScopeRing {
    return new ScopeRing(new Int32Array(1 + 2 * SCOPE_FRAMES), 0, 1);
  }

  /** As it is now, in memory of its own. */
  copy(): ScopeRing {
    const copy = ScopeRing.own();
    for (let word = 0; word < 2 * SCOPE_FRAMES; word += 1) copy.#words[1 + word] = this.#load(this.#frames + word);
    copy.#words[0] = this.#load(this.#end);
    return copy;
  }

  /** Fills both with the last frames, oldest first, and returns the frame after the last of them. */
  read(left: Float32Array, right: Float32Array): number {
    for (let tries = 1; ; tries += 1) {
      const end = this.#load(this.#end);
      this.#copyOut(end, left, right);
      const written = (this.#load(this.#end) - end) >>> 0;
      // The writer may be one piece ahead of what it says.
      const overrun = written + left.length + LIMITS.capacityFrames.max > SCOPE_FRAMES;
      if (!overrun || tries === MOST_TRIES) return end >>> 0;
    }
  }

  /** Puts `count` frames that end at frame `end` into it, from left and right in turn in `from`. */
  write(end: number, count: number, from: Int32Array): void {
    for (let frame = 0; frame < count; frame += 1) {
      const word = this.#wordOf(end - count + frame);
      this.#words[word] = from[frame * 2] as number;
      this.#words[word + 1] = from[frame * 2 + 1] as number;
    }
    this.#words[this.#end] = end;
  }

  #copyOut(end: number, left: Float32Array, right: Float32Array): void {
    for (let frame = 0; frame < left.length; frame += 1) {
      const word = this.#wordOf(end - left.length + frame);
      left[frame] = floatOf(this.#load(word));
      right[frame] = floatOf(this.#load(word + 1));
    }
  }

  #wordOf(frame: number): number {
    return this.#frames + 2 * ((frame >>> 0) % SCOPE_FRAMES);
  }

  /** Atomic, so that the index is read after all that was copied before. */
  #load(word: number): number {
    return Atomics.load(this.#words, word);
  }
}
