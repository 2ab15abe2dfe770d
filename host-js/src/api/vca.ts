import type { GainParam, SwitchParam, VcaParam } from './param.js';

/**
 * A VCA fader: it scales the faders of its members, which are all strips, buses and VCAs whose `vca` it is, and moves none
 * of them. No audio goes through it. Controls are made on first use and stay the same objects.
 */
export interface Vca {
  readonly index: number;
  /** What the faders of its members are multiplied by, linear, 0 to 4, default 1. It glides and ramps as they do. */
  readonly gain: GainParam;
  /** Silences its members as their own mute does: pre-fader sends play on. Default off. */
  readonly mute: SwitchParam;
  /** The VCA that it is itself a member of. Default `null`. */
  readonly vca: VcaParam;
}
