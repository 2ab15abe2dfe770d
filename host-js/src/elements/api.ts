import type { Loudness, TruePeak } from '../api/master.js';
import type { Meter } from '../api/meter.js';
import type { Param, SwitchParam } from '../api/param.js';

/** What every element has. Properties, attributes, parts and keys of each: docs/elements.md. */
export interface MixerElement extends HTMLElement {
  /** What it is called, for screen readers. Empty, the default: what its control calls itself, such as `Fader`. Attribute `label`. */
  label: string;
  /** Resolves once it shows what was last set. */
  readonly updateComplete: Promise<boolean>;
}

/**
 * An element that turns a control. It shows what the control says, whoever sets it, as long as it is in a page, and does
 * nothing while it has none. `input` events tell that its user set it, `change` that the hand is off again; both bubble.
 */
export interface ControlElement<P> extends MixerElement {
  /**
   * The control. Default `null`.
   *
   * @throws TypeError for what is none.
   */
  param: P | null;
  /** Whether it only shows. Attribute `disabled`. Default false. */
  disabled: boolean;
}

/** A vertical fader with a scale and its value. */
export interface MmFader extends ControlElement<Param<number>> {
  /** Leaves out the scale. Attribute `no-scale`. Default false. */
  noScale: boolean;
  /** Leaves out the value. Attribute `no-value`. Default false. */
  noValue: boolean;
}

/** A knob with its name and value. */
export interface MmKnob extends ControlElement<Param<number>> {
  /** What is written above it. Empty, the default: what its control calls itself. Attribute `caption`. */
  caption: string;
  /** Leaves out the value. Attribute `no-value`. Default false. */
  noValue: boolean;
}

/** A button that stays in: mute, solo, an equaliser's switch. What it says is its content. */
export interface MmToggle extends ControlElement<SwitchParam> {
  /** Its colour while it is on: `mute`, `solo`, or the accent. Attribute `tone`. */
  tone: string;
}

/** A stereo meter: peak, RMS, held peak, a lamp for what went beyond full scale, the loudest peak as a figure. */
export interface MmMeter extends MixerElement {
  /**
   * What it shows. Default `null`.
   *
   * @throws TypeError for what is no meter.
   */
  meter: Meter | null;
  /** Leaves out the scale. Attribute `no-scale`. Default false. */
  noScale: boolean;
  /** Leaves out the figure and the lamp that is in it. Attribute `no-value`. Default false. */
  noValue: boolean;
  /** Forgets the loudest peak and puts the lamps out. */
  clear(): void;
}

/** The loudness of the master, and its true peak. */
export interface MmLoudness extends MixerElement {
  /** What it shows: it measures while the element is in sight. Default `null`. */
  loudness: Loudness | null;
  /** Shown beside it, likewise. Default `null`: left out. */
  truePeak: TruePeak | null;
  /** The loudness that is aimed at, LUFS: a mark on the bars, and colours by it. Attribute `target`. Default `null`. */
  target: number | null;
  /** Starts all but momentary and short-term loudness anew, and the largest true peak; tells so by `change`. */
  reset(): void;
}

/** A class of elements, which `customElements.define` takes. */
export type ElementClass<E extends HTMLElement> = new () => E;
