import { FINE } from './drag.js';

/** Two presses within that, and no farther apart, are a double one. */
const DOUBLE_MS = 350;
const DOUBLE_PIXELS = 12;

export interface DraggedPoint {
  /** Takes it in the hand; false where it is not to be moved. */
  grab(): boolean;
  /** The hand went so many pixels to the right and down, less with Shift. */
  move(x: number, y: number): void;
  letGo(): void;
  /** Two fingertips' presses: of a mouse, the browser tells by itself. */
  doublePress(): void;
}

/** Moves a point about with one pointer: from wherever it is grabbed, with no jump, finely with Shift. */
export class PointDrag {
  readonly #dragged: DraggedPoint;
  #pointer: number | null = null;
  #x = 0;
  #y = 0;
  #pressed = { at: Number.NEGATIVE_INFINITY, x: 0, y: 0 };

  constructor(dragged: DraggedPoint) {
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
    if (!this.#dragged.grab()) return;
    surface.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.#x = event.clientX;
    this.#y = event.clientY;
  };

  readonly move = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointer) return;
    const pace = event.shiftKey ? FINE : 1;
    const [x, y] = [event.clientX - this.#x, event.clientY - this.#y];
    this.#x = event.clientX;
    this.#y = event.clientY;
    if (x !== 0 || y !== 0) this.#dragged.move(x * pace, y * pace);
  };

  /** The pointer is up, or was taken away. */
  readonly end = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    this.#dragged.letGo();
  };

  #isSecond({ pointerType, timeStamp, clientX, clientY }: PointerEvent): boolean {
    if (pointerType === 'mouse') return false;
    const { at, x, y } = this.#pressed;
    const isSecond = timeStamp - at < DOUBLE_MS && Math.hypot(clientX - x, clientY - y) < DOUBLE_PIXELS;
    this.#pressed = { at: isSecond ? Number.NEGATIVE_INFINITY : timeStamp, x: clientX, y: clientY };
    return isSecond;
  }
}
