/** How much slower a control follows while Shift is held. */
export const FINE = 0.1;

/** Two presses within that, and no farther apart, are a double one. */
const DOUBLE_MS = 350;
const DOUBLE_PIXELS = 12;

export interface Dragged {
  /** Takes it in the hand, and says where it stands; null where it is not to be moved. */
  grab(): number | null;
  /** How many pixels are the whole travel. */
  travel(): number;
  /** Moves it to a position, 0 to 1. */
  move(position: number): void;
  letGo(): void;
  /** Two fingertips' presses: of a mouse, the browser tells by itself. */
  doublePress(): void;
}

/**
 * Moves a control up and down with one pointer: from wherever it is grabbed, with no jump, finely with Shift. Each control
 * has a pointer of its own, so that several fingers move several.
 */
export class Drag {
  readonly #dragged: Dragged;
  #pointer: number | null = null;
  #y = 0;
  #travel = 1;
  /** The exact place of the hand: the control rounds and clamps, and the hand must not slip on it. */
  #position = 0;
  #pressed = { at: Number.NEGATIVE_INFINITY, x: 0, y: 0 };

  constructor(dragged: Dragged) {
    this.#dragged = dragged;
  }

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0 || this.#pointer !== null) return;
    const surface = event.currentTarget as HTMLElement;
    event.preventDefault();
    surface.focus({ preventScroll: true });
    if (this.#isSecond(event)) {
      this.#dragged.doublePress();
      return;
    }
    const position = this.#dragged.grab();
    if (position === null) return;
    surface.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.#y = event.clientY;
    this.#position = position;
    this.#travel = this.#dragged.travel();
  };

  readonly move = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointer) return;
    const distance = (this.#y - event.clientY) / this.#travel;
    this.#y = event.clientY;
    if (distance === 0) return;
    this.#position += event.shiftKey ? distance * FINE : distance;
    this.#dragged.move(Math.min(1, Math.max(0, this.#position)));
  };

  /** The pointer is up, or was taken away. */
  readonly end = (event: PointerEvent): void => {
    if (event.pointerId === this.#pointer) this.cancel();
  };

  /** Lets go, wherever the pointer is. */
  cancel(): void {
    if (this.#pointer === null) return;
    this.#pointer = null;
    this.#dragged.letGo();
  }

  #isSecond({ pointerType, timeStamp, clientX, clientY }: PointerEvent): boolean {
    if (pointerType === 'mouse') return false;
    const { at, x, y } = this.#pressed;
    const isSecond = timeStamp - at < DOUBLE_MS && Math.hypot(clientX - x, clientY - y) < DOUBLE_PIXELS;
    this.#pressed = { at: isSecond ? Number.NEGATIVE_INFINITY : timeStamp, x: clientX, y: clientY };
    return isSecond;
  }
}
