/** An engine that has played so long since its last fault is healthy again. */
const HEALTHY_MS = 5000;
const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 2000;

/** How soon to restart: at once the first time, ever later while faults follow one another. */
export class RestartPace {
  #last = Number.NEGATIVE_INFINITY;
  #delay = 0;

  /** Milliseconds to wait before the restart that follows a fault at `now`. */
  afterFault(now: number): number {
    if (now - this.#last > HEALTHY_MS) this.#delay = 0;
    const delay = this.#delay;
    this.#last = now;
    this.#delay = Math.min(LONGEST_DELAY_MS, delay === 0 ? FIRST_DELAY_MS : delay * 2);
    return delay;
  }
}
