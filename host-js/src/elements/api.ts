import type { Bus } from '../api/bus.js';
import type { Compressor, Gate } from '../api/dynamics.js';
import type { Eq } from '../api/eq.js';
import type { Loudness, Master, TruePeak } from '../api/master.js';
import type { Meter } from '../api/meter.js';
import type { Mixer } from '../api/mixer.js';
import type { Param, SwitchParam } from '../api/param.js';
import type { Strip } from '../api/strip.js';
import type { Vca } from '../api/vca.js';

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

/** What the events `mm-select` and `mm-rename` tell; they bubble. */
export interface StripEventDetail {
  /** Whose strip of the console it is. */
  readonly strip: Strip | Bus | Master | Vca;
  /** What it is called now. */
  readonly name: string;
}

/**
 * One strip of a console, of a strip, a bus, the master or a VCA: what it has of sends, trim, pan, mute and solo, then fader, meter and
 * name. A click on its name selects it, which `mm-select` tells.
 */
export interface MmStrip extends MixerElement {
  /**
   * What it is of. Default `null`.
   *
   * @throws TypeError for what is none.
   */
  strip: Strip | Bus | Master | Vca | null;
  /** What it is called. Attribute `name`. Empty, the default: its id, or what it is, such as `Strip 3`. */
  name: string;
  /** What buses are called, at their sends. Default empty: by their letters. */
  busNames: readonly string[];
  /** What VCA faders are called, where it says which one mutes it. Default empty: by their numbers. */
  vcaNames: readonly string[];
  /** Whether it is selected. Attribute `selected`. Default false. */
  selected: boolean;
  /** Shows that something else is soloed, and it not heard therefore. Attribute `silenced`. Default false: a console knows. */
  silenced: boolean;
  /**
   * Whether its user may give it another name, by F2 or a double click. `name` is that one then, and `mm-rename` tells. Attribute
   * `renamable`. Default false.
   */
  renamable: boolean;
  /** Leaves out trim and sends. Attribute `compact`. Default false. */
  compact: boolean;
  /** How many sends it shows at the most. Attribute `max-sends`. Default 4. */
  maxSends: number;
  /** Whether it only shows. Attribute `disabled`. Default false. */
  disabled: boolean;
}

/** Something for each strip of a console; what is missing is left at its default. */
export interface PerStrip {
  readonly strips?: readonly string[];
  readonly buses?: readonly string[];
  /** VCA faders. Of these a console shows as many as `names` has here, and none by default. */
  readonly vcas?: readonly string[];
  readonly master?: string;
}

/**
 * A whole console: all strips, VCA faders where they are named, the buses and the master. Where there is room they stand side by side and scroll; where it
 * is narrow they are shown in banks. Left and Right go from strip to strip, Tab to the next control of the same one.
 */
export interface MmConsole extends MixerElement {
  /**
   * Of which mixer. Default `null`.
   *
   * @throws TypeError for what is none.
   */
  mixer: Mixer | null;
  /**
   * What they are called. Default empty, as with `undefined`: see `MmStrip.name`. What its user renames stays so until these are
   * set anew, and is not found here: `mm-rename` tells of it. A page that sets them there, the same ones too, refuses it.
   */
  names: PerStrip;
  /** Their colours, as CSS has them. Default empty: the accent. */
  colors: PerStrip;
  /** Which stand together under a name: neighbours of which the same is said, the master alone. Default empty: no names above. */
  groups: PerStrip;
  /**
   * Which one is selected. Its user selects another one by a click on its name, which `mm-select` tells. Default `null`, and `null`
   * again, without an event, with a mixer that it is not of.
   */
  selected: Strip | Bus | Master | Vca | null;
  /** How many strips a bank has where it is narrow. Attribute `bank-size`. Default 8. */
  bankSize: number;
  /**
   * Brings a strip in sight, and the keyboard to one of its controls where that is named: `fader`, `pan`, `mute`, `solo`, `trim`,
   * `send-0`, `name`. Resolves once it is there.
   */
  reveal(strip: Strip | Bus | Master | Vca, control?: string): Promise<void>;
  /** Forgets the loudest peaks of all strips and puts their lamps out. */
  clearPeaks(): void;
  /** As in `MmStrip`. Attribute `compact`. */
  compact: boolean;
  /** As in `MmStrip`. Attribute `max-sends`. */
  maxSends: number;
  /** As in `MmStrip`. Attribute `renamable`. */
  renamable: boolean;
  /** As in `MmStrip`. Attribute `disabled`. */
  disabled: boolean;
}

/** An equaliser: its curve, and a handle for each of its filters. */
export interface MmEq extends MixerElement {
  /**
   * Of which equaliser. Default `null`.
   *
   * @throws TypeError for what is none.
   */
  eq: Eq | null;
  /** Hears what is shown behind the curve, by frequency. Default `null`: nothing. */
  analyser: AnalyserNode | null;
  /** From the middle of the graph to its edge, dB. Attribute `range`. Default 18. */
  range: number;
  /** Leaves out the switch and what is below the graph. Attribute `no-controls`. Default false. */
  noControls: boolean;
  /** Whether it only shows. Attribute `disabled`. Default false. */
  disabled: boolean;
}

/** A compressor or a gate: its curve, what it takes away now, and its controls. */
export interface MmDynamics extends MixerElement {
  /**
   * Of which one. Default `null`.
   *
   * @throws TypeError for what is neither.
   */
  dynamics: Compressor | Gate | null;
  /** Leaves out the switch and the knobs. Attribute `no-controls`. Default false. */
  noControls: boolean;
  /** Whether it only shows. Attribute `disabled`. Default false. */
  disabled: boolean;
}

/** A class of elements, which `customElements.define` takes. */
export type ElementClass<E extends HTMLElement> = new () => E;
