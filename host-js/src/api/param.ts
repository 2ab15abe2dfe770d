import type { Bus } from './bus.js';
import type { Master } from './master.js';
import type { Strip } from './strip.js';
import type { Vca } from './vca.js';

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
  /** `linear`, `pan`, `s`, `dB`, `dBTP`, `Hz`, or empty where there is none. */
  readonly unit: string;
  /** The lowest value; 0 for what is no number. */
  readonly min: number;
  /** The highest value; 1 for switches, the last index for what has choices. */
  readonly max: number;
  /** What `reset` sets. */
  readonly default: T;
  /**
   * The value as slider travel, 0 to 1, through the taper of the control. Out of range is clamped.
   *
   * @throws TypeError when set to a number that is not finite.
   */
  position: number;
  /** Where `reset` puts the slider: the place of a mark on its scale. */
  readonly defaultPosition: number;
  /** Sets the default. */
  reset(): void;
  /**
   * Calls `listener` with this control after each edit that changed it, whoever wrote: once per edit, on the page.
   * What a listener throws is reported to the page and disturbs nothing else. Returns a function that ends it.
   */
  subscribe(listener: (param: this) => void): () => void;
  /**
   * Says that a gesture begins, such as a drag: all that is written until `end` is one step for a history of
   * `megamixer/state`. Gestures that overlap are one step, also at several controls. Without a history it does nothing.
   */
  begin(): void;
  /** Says that the gesture is over. As many as there were `begin`; one too many does nothing. */
  end(): void;
}

/** A continuous control: it glides to what is set, in the time of `mixer.glide`, as evenly as `rampTo`. */
export interface NumberParam extends Param<number> {
  /**
   * Fades to `value` in the engine, over `seconds` (0 and below: a glide): even in decibels for gains, in octaves for
   * frequencies, Q, ratios and the decay of a reverb, and linear for all else. It starts at the value last set, so
   * `gain.value = 1; gain.rampTo(0, 2)` does the same every time, or where another ramp has come to. A plain write of
   * `value` ends it.
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

/**
 * Where a strip or a bus goes: the master, or a bus instead. What is set fades over in 5 ms.
 *
 * @throws TypeError when set to anything but the master or a bus of the same mixer: nothing changes.
 * @throws MixerError `cycle` when set to a bus that leads back here, once the edit is over: nothing of it is done.
 */
export interface RouteParam extends Param<Bus | Master> {
  /** What may be set, in the order of `position`: the master, then the buses. */
  readonly choices: readonly (Bus | Master)[];
}

/**
 * What a compressor listens to: `null` is the signal that it works on, a strip is taken after its trim and polarity, and
 * a bus as the sum that comes in. A bus as its own key is the same as `null`.
 *
 * @throws TypeError when set to anything but `null` or a strip or bus of the same mixer: nothing changes.
 * @throws MixerError `cycle` when set to a bus that the compressor's own strip or bus leads to, once the edit is over:
 * nothing of it is done. A send that is on leads to its bus at any level.
 */
export interface KeyParam extends Param<Bus | Strip | null> {
  /** What may be set, in the order of `position`: `null`, the buses, the strips. */
  readonly choices: readonly (Bus | Strip | null)[];
}

/**
 * The VCA that a strip, a bus or another VCA is a member of; `null` is none. Its level glides there, as the fader's does.
 *
 * @throws TypeError when set to anything but `null` or a VCA of the same mixer: nothing changes.
 * @throws MixerError `cycle` when VCAs would be members of each other in a circle, `vca-depth` where more than four would
 * act on one another, once the edit is over: nothing of it is done.
 */
export interface VcaParam extends Param<Vca | null> {
  /** What may be set, in the order of `position`: `null`, then the VCAs. */
  readonly choices: readonly (Vca | null)[];
}
