import { unlessDisposed } from '../../views/unless-disposed.js';

/** A control that wants to know when a hand is on it, as it does where steps are to be undone. */
interface Touched {
  begin?(): void;
  end?(): void;
}

/** Turns of a wheel and presses of keys that are no longer than that apart are one gesture. */
export const PAUSE_MS = 600;
/** Keys that do nothing by themselves. */
const MODIFIERS: readonly string[] = ['Shift', 'Control', 'Alt', 'Meta'];

/** What is set between its beginning and its end is one deed of the user: one step to undo, one `change`. */
export class Gesture {
  /** Those that go on for as long as nothing else is done, of all elements. */
  static readonly #pausing = new Set<Gesture>();

  /** Whether it has set anything yet. */
  changed = false;
  readonly #onChange: () => void;
  #param: Touched | null = null;
  /** Has the focus where keys go on with it. */
  #place: Element | null = null;
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
    Gesture.#endPausing();
    this.#param = param as Touched;
    unlessDisposed(() => this.#param!.begin?.());
  }

  /**
   * Begins, unless it is under way, and ends by itself: when it has not been called for a while, or when something else is done, here or
   * elsewhere.
   */
  goOn(param: object, { currentTarget }: Event): void {
    const { isHeld } = this;
    // A wheel that is turned while something is dragged is part of the drag.
    if (isHeld && !this.#isPausing) return;
    if (!isHeld) this.begin(param);
    this.#place = currentTarget as Element;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.end(), PAUSE_MS);
    Gesture.#pausing.add(this);
    // That adds them once, however often it is done.
    addEventListener('pointerdown', Gesture.#endPausing, true);
    addEventListener('keydown', Gesture.#onKey, true);
  }

  /** The focus has left, or a key means something else: it does not go on. What is held in a hand does. */
  pass(event?: KeyboardEvent): void {
    if (this.#isPausing && !MODIFIERS.includes(event?.key ?? '')) this.end();
  }

  end(): void {
    clearTimeout(this.#pause);
    Gesture.#pausing.delete(this);
    const param = this.#param;
    this.#param = null;
    unlessDisposed(() => param?.end?.());
    if (!this.changed) return;
    this.changed = false;
    this.#onChange();
  }

  get #isPausing(): boolean {
    return Gesture.#pausing.has(this);
  }

  static #endPausing(): void {
    for (const gesture of Gesture.#pausing) gesture.end();
  }

  static #onKey(event: KeyboardEvent): void {
    // Its own element knows what its keys mean.
    for (const gesture of Gesture.#pausing) if (!gesture.#place?.matches(':focus')) gesture.pass(event);
  }
}
