import type { ChoiceParam, NumberParam, SwitchParam } from './param.js';

/** Something whose frequency response can be drawn. */
export interface FrequencyResponse {
  /**
   * What it makes of the amplitude of each frequency, as it is set: where its controls are going, not where a glide has
   * got to. Linear, 1 being unchanged, as from `BiquadFilterNode.getFrequencyResponse`, by the same formulas in double precision;
   * NaN for a frequency below 0 or above half the sample rate. What is off changes nothing.
   *
   * @param frequencies in Hz
   * @param magnitudes where to put them, as many as frequencies; a new array by default
   * @returns the magnitudes
   * @throws TypeError for what is no Float32Array, RangeError for two of different lengths: nothing is written.
   */
  response(frequencies: Float32Array, magnitudes?: Float32Array): Float32Array;
}

/** The equalizer of a strip, a bus or the master: high-pass, four bands, low-pass. Its response is that of all of them. */
export interface Eq extends FrequencyResponse {
  /** Whether any of it is heard. Default on. */
  readonly on: SwitchParam;
  /** Takes out what is below. Default off, at 80 Hz. */
  readonly highpass: Cut;
  /** Frozen. By default a low shelf at 100 Hz, peaking at 400 Hz and 2.5 kHz, and a high shelf at 8 kHz, all at 0 dB. */
  readonly bands: readonly [Band, Band, Band, Band];
  /** Takes out what is above. Default off, at 16 kHz. */
  readonly lowpass: Cut;
}

/**
 * A high-pass or a low-pass, Butterworth: 3 dB down at its frequency. At 12 dB it is BiquadFilterNode's with a Q of -3.01
 * (in the decibels of that node). Its response is its own, whatever `eq.on` says.
 */
export interface Cut extends FrequencyResponse {
  /** Whether it is heard. Default off. */
  readonly on: SwitchParam;
  /** Decibels per octave. Default `12`. */
  readonly slope: ChoiceParam<'12' | '24'>;
  /** Hz, 10 to 24 000, heard up to 0.49 of the sample rate. */
  readonly frequency: NumberParam;
}

/** What a band does, in the words of BiquadFilterNode. */
export type BandType = 'peaking' | 'lowshelf' | 'highshelf' | 'notch' | 'bandpass' | 'allpass';

/** One band of an EQ. Its response is its own, whatever `eq.on` says. */
export interface Band extends FrequencyResponse {
  /** Whether it is heard. Default on. */
  readonly on: SwitchParam;
  readonly type: ChoiceParam<BandType>;
  /** Centre or corner in Hz, 10 to 24 000, heard up to 0.49 of the sample rate. */
  readonly frequency: NumberParam;
  /** How much a peaking band or a shelf lifts, in dB, -24 to 24, default 0; the other types ignore it. */
  readonly gain: NumberParam;
  /**
   * Centre over bandwidth, 0.1 to 30, default 0.7071. BiquadFilterNode's for peaking, notch, band-pass and all-pass; of
   * shelves, whose Q that node ignores, 0.7071 is the node's.
   */
  readonly Q: NumberParam;
}
