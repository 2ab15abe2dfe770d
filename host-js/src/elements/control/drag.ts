import { Hand } from './hand.js';
import { type Held, PointerHold } from './pointer-hold.js';

/** How much slower a control follows while Shift is held. */
export const FINE = 0.1;

export interface Dragged extends Held {
  /** Takes it in the hand; false where it is not to be moved. */
  grab(): boolean;
  /** Where it stands, 0 to 1. */
  stands(): number;
  /** How many pixels are the whole travel. */
  travel(): number;
  /** Moves it to a position, 0 to 1. */
  move(position: number): void;
}

/** Moves a control up and down with one pointer: from wherever it is grabbed, with no jump, finely with Shift. */
export class Drag extends PointerHold {
  readonly #dragged: Dragged;
  readonly #hand = new Hand();
  #y = 0;
  #travel = 1;

  constructor(dragged: Dragged) {
    super(dragged);
    this.#dragged = dragged;
  }

  protected grab({ clientY }: PointerEvent): boolean {
    if (!this.#dragged.grab()) return false;
    this.#y = clientY;
    this.#hand.take(this.#dragged.stands());
    this.#travel = this.#dragged.travel();
    return true;
  }

  protected follow({ clientY, shiftKey }: PointerEvent): void {
    const distance = (this.#y - clientY) / this.#travel;
    this.#y = clientY;
    if (distance === 0) return;
    const position = this.#hand.move(this.#dragged.stands(), shiftKey ? distance * FINE : distance);
    this.#dragged.move(Math.min(1, Math.max(0, position)));
    this.#hand.put(this.#dragged.stands());
  }
}
