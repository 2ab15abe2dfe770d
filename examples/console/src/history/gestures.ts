import type { Param } from 'megamixer';

/** What every control has of gestures. */
export type Gestured = Pick<Param<unknown>, 'begin' | 'end'>;

/** What follows within this time belongs together. */
const REST_MS = 500;

/** Takes what follows closely for one gesture, and so for one step of the history: a key that repeats, the notches of a wheel. */
export class Burst {
  #param: Gestured | null = null;
  #timer = 0;

  /** Something is about to be done to a control. */
  touch(param: Gestured): void {
    if (this.#param !== param) {
      this.end();
      param.begin();
      this.#param = param;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), REST_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#param?.end();
    this.#param = null;
  }
}
