import type { Meter } from './meter.js';
import type { ChoiceParam, GainParam, NumberParam, SwitchParam } from './param.js';

/**
 * One input's whole path: input, trim, polarity, pre-fader taps, fader, mute, pan, post-fader taps, master. Controls
 * are made on first use and stay the same objects.
 */
export interface Strip {
  /** Its number, which is also its input on `mixer.node`. */
  readonly index: number;
  /** Level at the top, linear, 0 to 16, default 1. */
  readonly trim: GainParam;
  /** Flips the sign of both channels. Default off. */
  readonly polarity: SwitchParam;
  /** Which of StereoPannerNode's rules `pan` follows. Default `stereo`. */
  readonly input: ChoiceParam<'stereo' | 'mono'>;
  /** The fader, linear, 0 to 4, default 1. */
  readonly gain: GainParam;
  /** Silences the strip after its fader; pre-fader sends play on. Default off. */
  readonly mute: SwitchParam;
  /** Stereo position, -1 (left) to 1 (right), default 0. */
  readonly pan: NumberParam;
  /** When anything is soloed, only routes from or to something soloed (or from something safe) stay open. */
  readonly solo: SwitchParam;
  /** Keeps the routes of this strip open when something else is soloed. Default off. */
  readonly soloSafe: SwitchParam;
  /** One per bus. */
  readonly sends: readonly Send[];
  readonly meter: Meter;
  /**
   * Connects an output of `source` to this strip, as `source.connect(mixer.node, output, strip.index)` would, and
   * remembers it: should the node have to be replaced, it is connected again. Returns a function that disconnects it.
   *
   * That function is the way to disconnect. A `source.disconnect()` by the page is not noticed: the source stays
   * remembered, is kept alive by that, and is connected again should the node be replaced.
   *
   * @param output which output of the source, default 0
   * @throws MixerError `disposed`
   * @throws DOMException what `AudioNode.connect` throws, for a source of another context or an output that it has not
   */
  connect(source: AudioNode, output?: number): () => void;
}

/** From one strip to one bus, at its own level. */
export interface Send {
  /** The number of the bus. */
  readonly index: number;
  /** Linear, 0 to 4, default 0. */
  readonly level: GainParam;
  /** After or before the fader (and mute, and pan). Default `post`. */
  readonly tap: ChoiceParam<'post' | 'pre'>;
  /** Whether the strip is routed to the bus at all. Default on. */
  readonly on: SwitchParam;
}

/** A sum of strips' sends, with its own fader into the master. */
export interface Bus {
  readonly index: number;
  /** Linear, 0 to 4, default 1. */
  readonly gain: GainParam;
  /** Stereo position, -1 to 1, default 0. */
  readonly pan: NumberParam;
  /** Default off. */
  readonly mute: SwitchParam;
  /** See `Strip.solo`. */
  readonly solo: SwitchParam;
  /** See `Strip.soloSafe`. */
  readonly soloSafe: SwitchParam;
  readonly meter: Meter;
}

/** The last bus, whose sum is the output of the node. */
export interface Master {
  /** Linear, 0 to 4, default 1. */
  readonly gain: GainParam;
  /** Default off. */
  readonly mute: SwitchParam;
  readonly meter: Meter;
}
