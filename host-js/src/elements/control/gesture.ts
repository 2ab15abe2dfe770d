import { unlessDisposed } from '../../views/unless-disposed.js';

/** A control that wants to know when a hand is on it, as it does where steps are to be undone. */
interface Touched {
  begin?(): void;
  end?(): void;
}

/** Turns of a wheel and presses of keys that are no longer than that apart are one gesture. */
const PAUSE_MS = 600;

/** What is set between its beginning and its end is one deed of the user: one step to undo, one `change`. */
export class Gesture {
  /** Whether it has set anything yet. */
  changed = false;
  readonly #onChange: () => void;
  #param: Touched | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get isHeld(): boolean {
    return this.#param !== null;
  }

  /** Lasts until `end`. */
  begin(param: object): void {
    this.end();
    this.#param = param as Touched;
    unlessDisposed(() => this.#param!.begin?.());
  }

  /** Begins, unless it is under way, and ends by itself when it has not been called for a while. */
  goOn(param: object): void {
    // A wheel that is turned while something is dragged is part of the drag.
    if (this.isHeld && this.#pause === undefined) return;
    if (!this.isHeld) this.begin(param);
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.end(), PAUSE_MS);
  }

  end(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    const param = this.#param;
    this.#param = null;
    unlessDisposed(() => param?.end?.());
    if (!this.changed) return;
    this.changed = false;
    this.#onChange();
  }
}
