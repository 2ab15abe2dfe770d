/** Two presses within that, and no farther apart, are a double one. */
const DOUBLE_MS = 350;
const DOUBLE_PIXELS = 12;
/** A finger that goes farther than that does not tap. */
const TAP_PIXELS = 6;

export interface Held {
  letGo(): void;
  /** Two presses of a mouse, or two taps. */
  doublePress(): void;
}

/**
 * What one pointer has in the hand. Each control has a pointer of its own, so that several fingers move several, and a second finger
 * on one that is held does nothing.
 */
export abstract class PointerHold {
  readonly #held: Held;
  #pointer: number | null = null;
  #isMouse = true;
  #pressed = { at: Number.NEGATIVE_INFINITY, x: 0, y: 0 };

  constructor(held: Held) {
    this.#held = held;
  }

  /** Takes it in the hand; false where it is not to be moved. */
  protected abstract grab(event: PointerEvent): boolean;

  /** The hand has moved. */
  protected abstract follow(event: PointerEvent): void;

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0 || this.#pointer !== null) return;
    const surface = event.currentTarget as HTMLElement;
    event.preventDefault();
    surface.focus({ preventScroll: true });
    this.#isMouse = event.pointerType === 'mouse';
    if (this.#isSecond(event)) {
      this.#held.doublePress();
      return;
    }
    if (!this.grab(event)) return;
    surface.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
  };

  readonly move = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointer) return;
    if (this.#hasLeft(event)) this.#pressed.at = Number.NEGATIVE_INFINITY;
    this.follow(event);
  };

  /** Only a mouse's: of taps, not all browsers tell, and some take short strokes for such. */
  readonly doubleClick = (): void => {
    if (this.#isMouse) this.#held.doublePress();
  };

  /** The pointer is up, or was taken away. */
  readonly end = (event: PointerEvent): void => {
    if (event.pointerId === this.#pointer) this.cancel();
  };

  /** Lets go, wherever the pointer is. */
  cancel(): void {
    if (this.#pointer === null) return;
    this.#pointer = null;
    this.#held.letGo();
  }

  #isSecond({ timeStamp, clientX, clientY }: PointerEvent): boolean {
    if (this.#isMouse) return false;
    const { at, x, y } = this.#pressed;
    const isSecond = timeStamp - at < DOUBLE_MS && Math.hypot(clientX - x, clientY - y) < DOUBLE_PIXELS;
    this.#pressed = { at: isSecond ? Number.NEGATIVE_INFINITY : timeStamp, x: clientX, y: clientY };
    return isSecond;
  }

  #hasLeft({ clientX, clientY }: PointerEvent): boolean {
    return Math.hypot(clientX - this.#pressed.x, clientY - this.#pressed.y) > TAP_PIXELS;
  }
}
