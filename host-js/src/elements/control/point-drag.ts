import { FINE } from './drag.js';
import { type Held, PointerHold } from './pointer-hold.js';

export interface DraggedPoint extends Held {
  /** Takes it in the hand; false where it is not to be moved. */
  grab(): boolean;
  /** The hand went so many pixels to the right and down, less with Shift. */
  move(x: number, y: number): void;
}

/** Moves a point about with one pointer: from wherever it is grabbed, with no jump, finely with Shift. */
export class PointDrag extends PointerHold {
  readonly #dragged: DraggedPoint;
  #x = 0;
  #y = 0;

  constructor(dragged: DraggedPoint) {
    super(dragged);
    this.#dragged = dragged;
  }

  protected grab({ clientX, clientY }: PointerEvent): boolean {
    [this.#x, this.#y] = [clientX, clientY];
    return this.#dragged.grab();
  }

  protected follow({ clientX, clientY, shiftKey }: PointerEvent): void {
    const pace = shiftKey ? FINE : 1;
    const [x, y] = [clientX - this.#x, clientY - this.#y];
    [this.#x, this.#y] = [clientX, clientY];
    if (x !== 0 || y !== 0) this.#dragged.move(x * pace, y * pace);
  }
}
