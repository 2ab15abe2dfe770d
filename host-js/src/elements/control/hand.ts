/**
 * Where a hand is that moves something which rounds and clamps: the hand must not slip on that. Where something else has moved
 * it meanwhile, an undo or a wheel, the hand goes on from there.
 */
export class Hand {
  #at = 0;
  /** Where it has put what it moves, as that says. */
  #put = 0;

  take(stands: number): void {
    this.#at = this.#put = stands;
  }

  /** Where the hand is then. */
  move(stands: number, by: number): number {
    if (stands !== this.#put) this.take(stands);
    this.#at += by;
    return this.#at;
  }

  /** There it stands now, rounded and clamped. */
  put(stands: number): void {
    this.#put = stands;
  }
}
