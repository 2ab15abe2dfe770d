import type { NumberParam, Param, SwitchParam } from './param.js';
import type { Path } from './path.js';

/** The last bus, whose sum is the output of the node: EQ, compressor, fader, mute, limiter. */
export interface Master extends Path {
  readonly limiter: Limiter;
  readonly truePeak: TruePeak;
  readonly loudness: Loudness;
  readonly correlation: Correlation;
  readonly scope: Scope;
}

/** Keeps the true peak of the output below its ceiling, by looking ahead. */
export interface Limiter {
  /** Whether it limits. On, the output comes later by `mixer.latency`. Default off. */
  readonly on: SwitchParam;
  /** What the true peak does not exceed, dBTP, -24 to 0, default -1. */
  readonly ceiling: NumberParam;
  /** Seconds in which 63.2 % of the gain reduction goes, 0.01 to 1, default 0.1. */
  readonly release: Param;
  /** What it takes away now, in dB, 0 or more: the largest of the last 128 frames. A meter, read as one. */
  readonly gainReduction: number;
}

/** A meter of the output that costs: it measures only while somebody has subscribed. Else it gives its last figures. */
export interface CostlyMeter {
  /**
   * Has it measure until the function that this returns is called. Several may subscribe; it stops with the last of
   * them.
   *
   * @throws MixerError `disposed`
   */
  subscribe(): () => void;
}

/** True peak of the output as in ITU-R BS.1770: between the samples, too. In dBTP, -Infinity for silence. */
export interface TruePeak extends CostlyMeter {
  /** Left: instant attack, held for 1 s, then falling 20 dB/s. */
  readonly left: number;
  /** Right, likewise. */
  readonly right: number;
  /** The largest of either since `reset`. */
  readonly max: number;
  /**
   * Starts `max` anew, from the next quantum on. Joins `mixer.edit`.
   *
   * @throws MixerError `disposed`
   */
  reset(): void;
}

/**
 * Loudness of the output as in EBU R 128 and Tech 3341, in LUFS, -Infinity for silence. Everything is `null` where the
 * sample rate is too low to measure it.
 */
export interface Loudness extends CostlyMeter {
  /** Whether the sample rate is high enough. */
  readonly available: boolean;
  /** Of the last 400 ms. */
  readonly momentary: number | null;
  /** Of the last 3 s. */
  readonly shortTerm: number | null;
  /** Since `reset`, gated. */
  readonly integrated: number | null;
  /** Loudness range (EBU Tech 3342) since `reset`, in LU. */
  readonly range: number | null;
  /** The largest momentary loudness since `reset`. */
  readonly momentaryMax: number | null;
  /** The largest short-term loudness since `reset`. */
  readonly shortTermMax: number | null;
  /**
   * Starts all but `momentary` and `shortTerm` anew, from the next quantum on. Joins `mixer.edit`.
   *
   * @throws MixerError `disposed`
   */
  reset(): void;
}

/** Correlation of left and right of the output, over about 300 ms. */
export interface Correlation extends CostlyMeter {
  /** 1 the same, 0 unrelated (or silence), -1 opposite. */
  readonly value: number;
}

/** The last frames of the output, to draw. Written only while somebody has subscribed. */
export interface Scope extends CostlyMeter {
  /** The most frames that `read` gives at once. */
  readonly maxFrames: number;
  /**
   * Fills both with the last frames, oldest first, and returns the number of the frame after the last of them: frames
   * are counted from the start of the engine, in 32 bits. Those from before the subscription are old ones, or silence.
   *
   * On the message transport frames come about 60 times a second while somebody reads, and the first read is of silence.
   *
   * @throws TypeError for what is no Float32Array, RangeError for two of different lengths or longer than `maxFrames`
   */
  read(left: Float32Array, right: Float32Array): number;
}
