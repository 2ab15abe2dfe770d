import type { MixerErrorCode } from '../errors.js';
import type { Backend, Mixer } from './mixer.js';

/** What `mixer.benchmark` may be told. */
export interface BenchmarkOptions {
  /** How many strips are fed with noise, from the first on; the others sleep. Default: all. */
  strips?: number;
}

/** What `mixer.benchmark` measured. */
export interface Benchmark {
  /** What a quantum costs, in microseconds: the median of `pieces`. */
  readonly quantumMicroseconds: number;
  /** The share of the time that a quantum lasts, 1 being all of it: what `stats.load` would be on an idle machine. */
  readonly load: number;
  /** Each measurement, in microseconds a quantum, in the order in which they were made. */
  readonly pieces: readonly number[];
  /** Half of `pieces` lie between these two: how quiet the machine was. */
  readonly quartiles: readonly [lower: number, upper: number];
  /** Quanta in each of them; about, where the backend is `js`. */
  readonly quanta: number;
  /** Frames in a quantum. */
  readonly quantumFrames: number;
  readonly sampleRate: number;
  /** How many strips were fed. */
  readonly strips: number;
  /** How it was measured, for people. */
  readonly method: string;
}

/** What `benchmarkBackends` may be told. */
export interface BackendBenchmarkOptions {
  /** How many strips the mixers have, 1 to 128, all fed with noise. Default 32. */
  strips?: number;
  /** How often each backend has its turn, 1 to 100. Default 5. Each turn takes some 0.1 s, of `js` two seconds. */
  rounds?: number;
  /** Where the library's `assets` folder is served, as for `createMixer`. */
  assetsUrl?: string | URL;
  /**
   * Sets each mixer up before it is rendered: `(mixer) => mixer.restore(snapshot)`, say. Default: all is as it is made, with nothing
   * switched on, so that a strip is trim, fader, pan and meters.
   */
  prepare?: (mixer: Mixer) => void;
  /** Gives up between two renders: the promise rejects with the code `aborted`. */
  signal?: AbortSignal;
}

/** What `benchmarkBackends` tells of one backend: what a quantum costs, or why it cannot be had. Plain data. */
export type BackendBenchmark =
  | (Benchmark & { readonly backend: Backend; readonly available: true })
  | {
      readonly backend: Backend;
      readonly available: false;
      readonly code: MixerErrorCode;
      /** What is in the way, and what would help. */
      readonly message: string;
    };
