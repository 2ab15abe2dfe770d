import type { Compressor } from './dynamics.js';
import type { Eq } from './eq.js';
import type { Meter } from './meter.js';
import type { ChoiceParam, GainParam, SwitchParam, VcaParam } from './param.js';

/** What strips, buses and the master have in common. */
export interface Path {
  readonly eq: Eq;
  readonly compressor: Compressor;
  /** The fader, linear, 0 to 4, default 1. */
  readonly gain: GainParam;
  /** Silences it after its fader; pre-fader sends play on. Default off. */
  readonly mute: SwitchParam;
  /** Where `meter` measures: after the fader, the default, before it, or what comes in. */
  readonly meterPoint: ChoiceParam<'post' | 'pre' | 'input'>;
  readonly meter: Meter;
}

/** What strips and buses have in common: what scales their fader, and how to hear them alone. */
export interface Listened {
  /** The VCA that scales its fader. Default `null`. */
  readonly vca: VcaParam;
  /**
   * When anything is soloed, only routes from or to something soloed (or from something safe) stay open. In a mixer made
   * with `exclusiveSolo`, switching one on switches all others off, as one edit.
   */
  readonly solo: SwitchParam;
  /** Keeps its routes open when something else is soloed. Default off. */
  readonly soloSafe: SwitchParam;
  /** Puts it alone on the monitor output, before (`pfl`) or after (`afl`) the fader. Default `off`. */
  readonly listen: ChoiceParam<'off' | 'pfl' | 'afl'>;
}
