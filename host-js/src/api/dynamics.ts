import type { ChoiceParam, KeyParam, NumberParam, Param, SwitchParam } from './param.js';

/**
 * Takes away what is below a threshold. Attack and release are time constants: of a step of the gain reduction in decibels
 * they cover 63.2 %.
 */
export interface Gate {
  /** Whether it is heard. Default off. */
  readonly on: SwitchParam;
  /** The level below which it reduces, dB, -100 to 0, default -50. */
  readonly threshold: NumberParam;
  /** The most that it takes away, dB, 0 to 100, default 60. */
  readonly range: NumberParam;
  /** Decibels out for each decibel below the threshold, 1 to 100, default 10: 2 is a soft expander, 100 a gate. */
  readonly ratio: NumberParam;
  /** Seconds to open, 0 to 1, default 0.001. */
  readonly attack: Param;
  /** Seconds that it stays open below the threshold, 0 to 2, default 0.02. */
  readonly hold: Param;
  /** Seconds to close, 0 to 5, default 0.1. */
  readonly release: Param;
  /** What it takes away now, in dB, 0 or more: the largest of the last 128 frames. A meter, read as one. */
  readonly gainReduction: number;
  /**
   * The level that comes out for a steady one that goes in, both in dB, by the controls as they are set, on or off.
   *
   * @throws TypeError for NaN, +Infinity or what is no number
   */
  outputLevel(level: number): number;
}

/**
 * Takes away of what is above a threshold. Attack and release are time constants, as the gate's.
 */
export interface Compressor {
  /** Whether it is heard. Default off. */
  readonly on: SwitchParam;
  /** The level above which it reduces, dB, -100 to 0, default -24. */
  readonly threshold: NumberParam;
  /** Width of the soft transition around the threshold, dB, 0 to 40, default 6. */
  readonly knee: NumberParam;
  /** Decibels in for each decibel out above the threshold, 1 to 100, default 4. */
  readonly ratio: NumberParam;
  /** Seconds for the reduction to come, 0 to 1, default 0.01. */
  readonly attack: Param;
  /** Seconds for it to go, 0 to 5, default 0.2. */
  readonly release: Param;
  /** Level after the reduction, dB, -24 to 24, default 0. */
  readonly makeup: NumberParam;
  /** From the signal as it comes, 0, to the compressed one, 1, the default. */
  readonly mix: NumberParam;
  /** What its level is: the peak, the default, or the RMS. */
  readonly detector: ChoiceParam<'peak' | 'rms'>;
  /** What it listens to. Default `null`: its own signal. */
  readonly key: KeyParam;
  /** What the detector listens through, whatever the key. */
  readonly keyHighpass: KeyHighpass;
  /** What it takes away now, in dB, 0 or more: the largest of the last 128 frames. A meter, read as one. */
  readonly gainReduction: number;
  /**
   * The level that comes out for a steady one that goes in, both in dB, by the controls as they are set, on or off, and
   * for all of the mix.
   *
   * @throws TypeError for NaN, +Infinity or what is no number
   */
  outputLevel(level: number): number;
}

/** A high-pass of 12 dB per octave that only the detector hears. */
export interface KeyHighpass {
  /** Default off. */
  readonly on: SwitchParam;
  /** Where it is 3 dB down, Hz, 20 to 2000, default 100. */
  readonly frequency: NumberParam;
}
