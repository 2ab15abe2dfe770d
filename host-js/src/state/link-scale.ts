import type { ParamSpec } from 'megamixer-worklet/layout';
import { dbFromGain, gainFromDb } from '../handles/taper.js';
import type { LinkBy } from './api.js';

/** What a link moves a control on: a scale on which equal distances are what stays equal. Off is -Infinity, where there is one. */
export interface Scale {
  /** The place of a value. */
  of(value: number): number;
  /** The value at a place, at an end of the range where that is beyond. */
  at(place: number): number;
  /** How far apart places may be that are the same but for rounding. */
  readonly tolerance: number;
}

/** In relation to what 32 bits can tell apart. */
const TOLERANCE = 1e-6;

/** How controls of that kind move when nobody says. */
export function usualScale(spec: ParamSpec): LinkBy {
  if (spec.kind === 'gain' || isInDb(spec)) return 'dB';
  return spec.taper === 'octaves' || spec.unit === 's' ? 'ratio' : 'difference';
}

/** The scale of a control; null where it cannot move so. */
export function scaleFor(spec: ParamSpec, by: LinkBy): Scale | null {
  const { min, max } = spec;
  const within = (value: number) => Math.min(Math.max(value, min), max);
  const plain: Scale = { of: (value) => value, at: within, tolerance: (max - min) * TOLERANCE };
  switch (by) {
    case 'dB':
      if (spec.kind !== 'gain') return isInDb(spec) ? plain : null;
      return { of: dbFromGain, at: (db) => within(gainFromDb(db)), tolerance: 20 * TOLERANCE };
    case 'ratio':
      return min < 0 ? null : { of: Math.log, at: (log) => within(Math.exp(log)), tolerance: TOLERANCE };
    case 'difference':
      return plain;
  }
}

function isInDb({ unit }: ParamSpec): boolean {
  return unit === 'dB' || unit === 'dBTP';
}
