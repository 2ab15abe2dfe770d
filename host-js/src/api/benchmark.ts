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
  /** Each measurement, in microseconds a quantum: their spread says how quiet the machine was. */
  readonly pieces: readonly number[];
  /** Quanta in each of them. */
  readonly quanta: number;
  /** Frames in a quantum. */
  readonly quantumFrames: number;
  readonly sampleRate: number;
  /** How many strips were fed. */
  readonly strips: number;
  /** How it was measured, for people. */
  readonly method: string;
}
