/**
 * One control of the mixer. Reads give what was last set, rounded to 32-bit float: where a control is going, not where
 * a glide has got to. Writes are heard at the next quantum, or together with others inside `mixer.edit`.
 *
 * Page thread only, like everything of this library.
 */
export interface Param<T = number> {
  /**
   * The last value set. Out of range is clamped.
   *
   * @throws TypeError when set to what is no value of this control (NaN, an infinity, a wrong type): nothing changes.
   * @throws MixerError `disposed` when set after `mixer.dispose()`; it can still be read.
   */
  value: T;
  /** Its name in code, such as `gain`. */
  readonly name: string;
  /** Its name for people, such as `Fader`. */
  readonly label: string;
  /** `linear`, `pan`, `s`, or empty where there is none. */
  readonly unit: string;
  /** The lowest value; 0 for switches and choices. */
  readonly min: number;
  /** The highest value; 1 for switches, the last index for choices. */
  readonly max: number;
  /** What `reset` sets. */
  readonly default: T;
  /**
   * The value as slider travel, 0 to 1, through the taper of the control. Out of range is clamped.
   *
   * @throws TypeError when set to a number that is not finite.
   */
  position: number;
  /** Sets the default. */
  reset(): void;
  /**
   * Calls `listener` with this control after each edit that changed it, whoever wrote: once per edit, on the page.
   * What a listener throws is reported to the page and disturbs nothing else. Returns a function that ends it.
   */
  subscribe(listener: (param: this) => void): () => void;
}

/** A continuous control: it glides to what is set, in the time of `mixer.glide`. */
export interface NumberParam extends Param<number> {
  /**
   * Fades to `value` in the engine, over `seconds` (0 and below: a glide): linear, and in decibels for gains. It starts
   * at the value last set, so `gain.value = 1; gain.rampTo(0, 2)` does the same every time, or where another ramp has
   * come to. A plain write of `value` ends it.
   *
   * @throws TypeError when either is not finite: nothing changes.
   */
  rampTo(value: number, seconds: number): void;
}

/** A linear factor, 1 being unity. */
export interface GainParam extends NumberParam {
  /**
   * The value in decibels. At and below -100 dB, the floor, it is off: 0, read as -Infinity, which may also be set.
   *
   * @throws TypeError when set to NaN or +Infinity.
   */
  db: number;
}

/** On or off; the change fades in 5 ms. */
export interface SwitchParam extends Param<boolean> {}

/** One of a few named settings. */
export interface ChoiceParam<T extends string = string> extends Param<T> {
  /** What may be set, in the order of `position`. */
  readonly choices: readonly T[];
}
