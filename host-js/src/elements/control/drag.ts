import { type Held, PointerHold } from './pointer-hold.js';

/** How much slower a control follows while Shift is held. */
export const FINE = 0.1;

export interface Dragged extends Held {
  /** Takes it in the hand, and says where it stands; null where it is not to be moved. */
  grab(): number | null;
  /** How many pixels are the whole travel. */
  travel(): number;
  /** Moves it to a position, 0 to 1. */
  move(position: number): void;
}

/** Moves a control up and down with one pointer: from wherever it is grabbed, with no jump, finely with Shift. */
export class Drag extends PointerHold {
  readonly #dragged: Dragged;
  #y = 0;
  #travel = 1;
  /** The exact place of the hand: the control rounds and clamps, and the hand must not slip on it. */
  #position = 0;

  constructor(dragged: Dragged) {
    super(dragged);
    this.#dragged = dragged;
  }

  protected grab({ clientY }: PointerEvent): boolean {
    const position = this.#dragged.grab();
    if (position === null) return false;
    this.#y = clientY;
    this.#position = position;
    this.#travel = this.#dragged.travel();
    return true;
  }

  protected follow({ clientY, shiftKey }: PointerEvent): void {
    const distance = (this.#y - clientY) / this.#travel;
    this.#y = clientY;
    if (distance === 0) return;
    this.#position += shiftKey ? distance * FINE : distance;
    this.#dragged.move(Math.min(1, Math.max(0, this.#position)));
  }
}
