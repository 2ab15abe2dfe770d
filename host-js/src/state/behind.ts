import type { ParamSpec } from 'megamixer-worklet/layout';
import type { Mixer } from '../api/mixer.js';
import type { NumberParam, Param } from '../api/param.js';
import type { ParamHandle } from '../handles/param.js';
import type { Mirror } from '../mirror/mirror.js';

/** What stands behind a control: where its word is, and what the schema says of it. */
export interface Behind {
  readonly mirror: Mirror;
  readonly spec: ParamSpec;
  /** Its word in the block. */
  readonly word: number;
  /** The word that says for how long it ramps; null where it cannot. */
  readonly rampSeconds: number | null;
}

/** A control whose value is a number. */
export type Numeric = Param<number> & Partial<Pick<NumberParam, 'rampTo'>>;

/** @throws TypeError for what is no control of a mixer */
export function behind(param: Param<unknown>, taker: string): Behind {
  const handle = param as ParamHandle<unknown> | null | undefined;
  if (handle?.mirror?.layout === undefined || handle.spec === undefined) {
    throw new TypeError(`${taker} takes controls of a mixer, such as mixer.strips[0].gain, not ${String(param)}.`);
  }
  const { mirror, spec, word, section } = handle;
  return { mirror, spec, word, rampSeconds: spec.ramp === null ? null : section + spec.ramp.seconds };
}

/** @throws TypeError for what is no mixer */
export function mirrorOf(mixer: Mixer, taker: string): Mirror {
  const glide = (mixer as Mixer | null | undefined)?.glide;
  if (glide === undefined) {
    throw new TypeError(`${taker} takes a mixer, as createMixer makes it, not ${String(mixer)}.`);
  }
  return behind(glide, taker).mirror;
}
