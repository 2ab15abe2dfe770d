import { HEADER } from 'megamixer-worklet/layout';
import type { Readings } from '../transports/link.js';

/** Whether something was connected to a strip in the last quantum that the page knows of, whoever connected it. */
export function arrivesAt(readings: Readings, strip: number): boolean {
  const word = readings.load(HEADER.connected0 + (strip >>> 5));
  return ((word >>> (strip & 31)) & 1) === 1;
}

/**
 * Tells what the engine has seen after a moment from what it saw before. What the page reads may be older than that: on the message
 * transport a report is under way, and the graph of nodes changes between two quanta. The second report after the moment is of it.
 */
export class Afterwards {
  readonly #readings: Readings;
  #quanta: number;
  #reports = 0;

  /** The moment is now. */
  constructor(readings: Readings) {
    this.#readings = readings;
    this.#quanta = readings.load(HEADER.quanta);
  }

  /** Looks, and says whether that was something new from afterwards. */
  look(): boolean {
    if (this.#readings.areOfNow) return true;
    const quanta = this.#readings.load(HEADER.quanta);
    // An engine that was just made has rendered nothing, and none reads as that.
    if (quanta === 0 || quanta === this.#quanta) return false;
    this.#quanta = quanta;
    this.#reports += 1;
    return this.#reports >= 2;
  }
}
