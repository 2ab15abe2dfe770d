import type { Layout } from 'megamixer-worklet/layout';
import { type Lent, meterWords, SCOPE_MESSAGE, SCOPE_MESSAGE_WORDS, sinceReadWords } from 'megamixer-worklet/protocol';
import { ScopeRing } from './scope-ring.js';
import { silentReadings } from './silent-readings.js';

/**
 * What the engine last told on the message transport, and the buffers that the page lends it to tell more: one pair
 * that goes to and fro while somebody reads.
 */
export class LentReadings {
  readonly #layout: Layout;
  /** At the addresses of the block. */
  readonly #words: Int32Array;
  readonly #sinceRead: readonly number[];
  #wanted = false;
  #lent = false;
  /** The buffers while they are here; null until the first read, and while the worklet has them. */
  #meters: ArrayBuffer | null = null;
  #scopeBuffer: ArrayBuffer | null = null;
  /** The page's own ring, from the first read of the scope on. */
  #scope: ScopeRing | null = null;
  #scopeWanted = false;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#words = silentReadings(layout);
    this.#sinceRead = sinceReadWords(layout);
  }

  /** Whether somebody read, so that it is time to lend. */
  get wanted(): boolean {
    return this.#wanted;
  }

  /** Somebody reads. Says whether that is news. */
  want(): boolean {
    if (this.#wanted || this.#lent) return false;
    this.#wanted = true;
    return true;
  }

  /** Somebody reads the scope: it comes with what is lent next. */
  wantScope(): void {
    this.#scopeWanted = true;
  }

  load(word: number): number {
    return this.#words[word] as number;
  }

  take(word: number): number {
    const bits = this.load(word);
    this.#words[word] = 0;
    return bits;
  }

  readScope(left: Float32Array, right: Float32Array): number {
    this.#scope ??= ScopeRing.own();
    return this.#scope.read(left, right);
  }

  /** No engine is in place: everything reads as silence. */
  silence(): void {
    this.#words.set(silentReadings(this.#layout));
    this.#scope = null;
  }

  lend(): Lent {
    const meters = this.#meters ?? new ArrayBuffer(meterWords(this.#layout) * 4);
    const scope = this.#scopeWanted ? (this.#scopeBuffer ?? new ArrayBuffer(SCOPE_MESSAGE_WORDS * 4)) : null;
    this.#meters = null;
    if (scope !== null) this.#scopeBuffer = null;
    this.#wanted = false;
    this.#scopeWanted = false;
    this.#lent = true;
    return { meters, scope };
  }

  /** The old engine may have taken what was lent with it. */
  forgetLent(): void {
    this.#lent = false;
    this.#meters = null;
    this.#scopeBuffer = null;
  }

  /** What was lent is back; it is `heard` where it is from an engine that is still in place. */
  takeBack({ meters, scope }: Lent, heard: boolean): void {
    this.#lent = false;
    this.#meters = meters;
    if (scope !== null) this.#scopeBuffer = scope;
    if (!heard) return;
    this.#hear(new Int32Array(meters));
    if (scope !== null) this.#hearScope(new Int32Array(scope));
  }

  #hear(from: Int32Array): void {
    const { pageStart, meters } = this.#layout;
    const words = this.#words;
    for (const word of this.#sinceRead) {
      const at = pageStart + word - meters;
      // Nobody may have read the last ones. The bits of floats that are not negative order as the floats do.
      from[at] = Math.max(from[at] as number, words[word] as number);
    }
    words.set(from.subarray(0, pageStart));
    words.set(from.subarray(pageStart), meters);
  }

  #hearScope(from: Int32Array): void {
    this.#scope ??= ScopeRing.own();
    const [end, count] = [from[SCOPE_MESSAGE.end] as number, from[SCOPE_MESSAGE.count] as number];
    this.#scope.write(end, count, from.subarray(SCOPE_MESSAGE.frames));
  }
}
