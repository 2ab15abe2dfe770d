import type { ChoiceParam, NumberParam, Param, SwitchParam } from './param.js';

/** What an effect slot can hold. */
export type EffectType = 'none' | 'reverb' | 'delay';

/**
 * What a bus does to its sum first. Every bus has the controls; only the first `effects` buses, as `createMixer` was told,
 * have a slot to be heard in.
 */
export interface Effect {
  /**
   * Default `none`.
   *
   * @throws MixerError `no-effect-slot` when set to anything else on a bus that has none: nothing changes.
   */
  readonly type: ChoiceParam<EffectType>;
  readonly reverb: Reverb;
  readonly delay: Delay;
}

/** The controls of a reverb. */
export interface Reverb {
  /** Seconds before it starts, 0 to 0.25, default 0.02. */
  readonly predelay: NumberParam;
  /** Seconds in which it falls by 60 dB, 0.1 to 20, default 2. */
  readonly decay: NumberParam;
  /** From a small room, 0, to a hall, 1. Default 0.6. */
  readonly size: NumberParam;
  /** Hz at which the decay takes half as long, 500 to 20 000, default 6000. */
  readonly damping: NumberParam;
  /** Hz below which it leaves out, 20 to 1000, default 100. */
  readonly lowCut: NumberParam;
  /** From the sum as it comes, 0, to the reverb alone, 1, the default. */
  readonly mix: NumberParam;
}

/** The controls of a delay. */
export interface Delay {
  /** Seconds from one repeat to the next, 0.001 to 2, default 0.375. `tempoDelay` gives those of a tempo. */
  readonly time: Param;
  /** Level of each repeat against the one before, 0 to 0.95, default 0.4. */
  readonly feedback: NumberParam;
  /** Whether the repeats change sides. Default off. */
  readonly pingPong: SwitchParam;
  /** Hz below which each repeat leaves out, 20 to 1000, default 80. */
  readonly lowCut: NumberParam;
  /** Hz above which each repeat leaves out, 1000 to 20 000, default 8000. */
  readonly highCut: NumberParam;
  /** From the sum as it comes, 0, to the repeats alone, 1, the default. */
  readonly mix: NumberParam;
}
