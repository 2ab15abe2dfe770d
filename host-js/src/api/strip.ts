import type { Gate } from './dynamics.js';
import type { ChoiceParam, GainParam, NumberParam, Param, RouteParam, SwitchParam } from './param.js';
import type { Listened, Path } from './path.js';

/**
 * One input's whole path: input, trim, polarity, delay, mono, swap and width, EQ and dynamics, pre-fader taps, fader,
 * mute, pan, post-fader taps, output. Controls are made on first use and stay the same objects.
 */
export interface Strip extends Path, Listened {
  /** Its number, which is also its input on `mixer.node`. */
  readonly index: number;
  /** The name that `mixer.claimStrip` gave it; null while nobody has claimed it. */
  readonly id: string | null;
  /** Level at the top, linear, 0 to 16, default 1. */
  readonly trim: GainParam;
  /** Flips the sign of both channels. Default off. */
  readonly polarity: SwitchParam;
  /** Which of StereoPannerNode's rules `pan` follows. Default `stereo`. */
  readonly input: ChoiceParam<'stereo' | 'mono'>;
  /** Alignment delay in seconds, to whole frames, 0 to the `maxDelay` that the mixer was made with. Default 0. */
  readonly delay: Param;
  /** What happens between its two channels. */
  readonly stereo: Stereo;
  readonly gate: Gate;
  /** Whether the EQ, by default, or gate and compressor come first. */
  readonly order: ChoiceParam<'eq_dynamics' | 'dynamics_eq'>;
  /** Stereo position, -1 (left) to 1 (right), default 0. */
  readonly pan: NumberParam;
  /** How `pan` makes gains of a position. Default `web_audio`: StereoPannerNode's rule for the strip's input. */
  readonly panLaw: ChoiceParam<PanLaw>;
  /** Where it goes. Default the master. */
  readonly output: RouteParam;
  /** One per bus. */
  readonly sends: readonly Send[];
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
  /**
   * Gives it back. Its `id` is gone at once, and compressors that listen to it are switched off and listen to nobody any more. It
   * fades to silence in 30 ms, all that it is a part of included: sends before the fader, keys, the monitor. Then what came
   * through `connect` until this call is disconnected, every control goes to its default as one edit, and the next
   * `mixer.claimStrip` may hand it out. Where the context does not run, or the mixer moves to another, all of that is at once.
   *
   * What the page has connected by itself, as by `source.connect(mixer.node, 0, strip.index)`, it has to disconnect by itself.
   * While that still plays into the strip, the strip stays silent and is not handed out, and the log has a warning. What
   * `mixer.restore` sets it to meanwhile is heard from then on.
   *
   * This object stays the strip of its number, and so do the controls that are read from it: what is written to them later is heard by whoever
   * has the strip then. Let go of them, and ask `mixer.strip(id)` again.
   *
   * Resolves when it is free, in about a tenth of a second, or when it has turned out that something still plays into it; also
   * when the mixer is disposed of meanwhile, or was before. Never rejects, and no `mixer.edit` takes it back.
   */
  release(): Promise<void>;
}

/** A rule by which a position becomes the gains of the two sides. */
export type PanLaw = 'web_audio' | 'balance' | 'linear' | 'equal_power' | 'compromise' | 'linear_6';

/** What happens between the two channels of a strip, in this order. */
export interface Stereo {
  /** Both become their mean. Default off. */
  readonly mono: SwitchParam;
  /** Exchanges left and right. Default off. */
  readonly swap: SwitchParam;
  /** Level of the sides against the middle: 0 is mono, 1, the default, as it comes, 2 as wide as it gets. */
  readonly width: NumberParam;
}

/** From one strip to one bus, at its own level. */
export interface Send {
  /** The number of the bus. */
  readonly index: number;
  /** Linear, 0 to 4, default 0. */
  readonly level: GainParam;
  /** After or before the fader (and mute, and pan). Default `post`. */
  readonly tap: ChoiceParam<'post' | 'pre'>;
  /**
   * Whether the strip is routed to the bus at all. Default on.
   *
   * @throws MixerError `cycle` when switched on where the bus leads back to the strip: nothing changes.
   */
  readonly on: SwitchParam;
}
