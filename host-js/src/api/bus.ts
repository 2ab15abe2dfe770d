import type { Effect } from './effect.js';
import type { NumberParam, RouteParam } from './param.js';
import type { Listened, Path } from './path.js';

/**
 * A sum of what is sent or routed to it: effect, EQ, compressor, fader, mute, pan, output. Controls are made on first
 * use and stay the same objects.
 */
export interface Bus extends Path, Listened {
  readonly index: number;
  readonly effect: Effect;
  /** Stereo position by StereoPannerNode's rule for stereo, -1 to 1, default 0. */
  readonly pan: NumberParam;
  /** Where it goes. Default the master. */
  readonly output: RouteParam;
}
