import type { Backend, Diagnostic } from './mixer.js';

/**
 * What the engine counts, and how it keeps up. Read in place on the shared transport; on the message transport it comes
 * with the meters, while somebody reads. Counts are unsigned 32-bit and wrap, so read differences; `frames` does not.
 */
export interface MixerStats {
  /** How many calls the engine rendered: one a quantum, but for quanta longer than its pieces. */
  readonly quanta: number;
  /** Frames rendered. */
  readonly frames: number;
  /** Strips that were not asleep in the last call. */
  readonly stripsAwake: number;
  /** How often it adopted edits: those of one quantum together count as one. */
  readonly adoptions: number;
  /** How often it put edits off by a quantum, since the page was publishing at every try. */
  readonly deferrals: number;
  /** Grid cells that were silenced for faults. */
  readonly faults: number;
  /** The sequence of the last edit that it adopted. */
  readonly adoptedSequence: number;
  /** The sequence of the last edit that the page published: each adds two. */
  readonly sequence: number;
  /**
   * The share of the time of the audio thread that the mixer takes, 1 being all of it; other nodes of the context are
   * not counted. It is the mean of about the last 4 s, an estimate: docs/stats.md says how it is made and how far off it may be.
   * The first read has the worklet begin to measure, which it goes on with until 5 s after the last one. `null` until a
   * second has been measured, while the context is not running, and always in an `OfflineAudioContext`.
   */
  readonly load: number | null;
  /** What the browser counted since the context began; `null` where it does not (Firefox, Safari). */
  readonly underruns: Underruns | null;
  /**
   * All of it, with what else belongs into a bug report. At once where the load is known or cannot be; else it measures
   * the load first, which takes a second or two.
   */
  report(): Promise<MixerReport>;
}

/** How often the sound was late, whoever was to blame. */
export interface Underruns {
  readonly events: number;
  /** Seconds of silence that were heard instead. */
  readonly seconds: number;
}

/** What `stats.report()` tells: plain data, and `text`, which says it to people. */
export interface MixerReport {
  /** Of the library. */
  readonly version: string;
  /** Names the engine and the worklet: a hash of what they were built from. */
  readonly build: string;
  readonly userAgent: string;
  readonly backend: { readonly kind: Backend; readonly reason: string };
  /** As `mixer.diagnostics`. */
  readonly diagnostics: readonly Diagnostic[];
  /** `running`, `suspended`, ..., as the context says. */
  readonly contextState: string;
  readonly sampleRate: number;
  /** Frames in a quantum. */
  readonly quantumFrames: number;
  /** Seconds from the node to the loudspeakers, as far as the browser tells. */
  readonly outputLatency: number | null;
  readonly strips: number;
  readonly buses: number;
  /** Of the engine. */
  readonly memoryBytes: number;
  readonly stripsAwake: number;
  readonly quanta: number;
  readonly frames: number;
  readonly adoptions: number;
  readonly deferrals: number;
  readonly faults: number;
  /** As `stats.load`. */
  readonly load: number | null;
  /** The standard error of `load`, where it is known. */
  readonly loadError: number | null;
  readonly underruns: Underruns | null;
  /** All of this as lines of text, to paste into a bug report. */
  readonly text: string;
}
