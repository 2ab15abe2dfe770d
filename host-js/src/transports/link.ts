import type { Mirror } from '../mirror/mirror.js';

/** Where meters and counters are read: the engine's block as the transport in use now sees it. */
export interface Readings {
  /** Whether they are of now, since nobody renders: else of a quantum that the page knows of. */
  readonly areOfNow?: boolean;
  /** The bits of a word that the engine owns. */
  load(word: number): number;
  /** The same, leaving 0 behind. */
  take(word: number): number;
  /**
   * Fills both, which are of one length, with the last frames of the mix, oldest first; zeros where no engine is in place.
   * Returns the frame after the last of them.
   */
  readScope(left: Float32Array, right: Float32Array): number;
}

/**
 * What handles hold: the page's end of one mixer. They go through it at every access, since a restart replaces the
 * block, and disposal replaces it by a copy.
 */
export interface Link {
  readonly mirror: Mirror;
  readonly readings: Readings;
}
