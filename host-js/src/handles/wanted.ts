import { type Layout, PARAMS } from 'megamixer-worklet/layout';
import type { Mirror } from '../mirror/mirror.js';

/** The words of the master that say whether somebody reads a costly meter. */
export type Want = Extract<keyof typeof PARAMS.master, `want${string}`>;

/** Whether a parameter is one of those words: no setting of anybody's, but a sign that somebody looks. */
export function isWant(name: string): boolean {
  return /^want[A-Z]/.test(name);
}

/** Where the word stands. */
export function wantWord(layout: Layout, want: Want): number {
  return layout.master + PARAMS.master[want].offset;
}

/** How many want a costly meter, and the word by which the engine knows that anybody does. */
export class Wanted {
  readonly #mirror: Mirror;
  readonly #word: number;
  #count = 0;

  constructor(mirror: Mirror, want: Want) {
    this.#mirror = mirror;
    this.#word = wantWord(mirror.layout, want);
  }

  /** Counts one more; the function that it returns counts it off, once. */
  subscribe(): () => void {
    this.#mirror.assertOpen();
    let counted = true;
    this.#change(1);
    return () => {
      if (!counted) return;
      counted = false;
      this.#change(-1);
    };
  }

  #change(by: 1 | -1): void {
    this.#count += by;
    this.#say();
    // An edit that is taken back takes the word back too, but not who subscribed in it: said again once it is over.
    if (this.#mirror.editing) queueMicrotask(() => this.#say());
  }

  #say(): void {
    if (!this.#mirror.closed) this.#mirror.write(this.#word, this.#count > 0 ? 1 : 0);
  }
}
