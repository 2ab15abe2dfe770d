import { FLOOR_DB, type ParamSpec } from 'megamixer-worklet/layout';

/** Where values lie on the travel of a slider. */
export type Travel = Pick<ParamSpec, 'taper' | 'min' | 'max'>;

/** The value at a slider's position, 0 to 1. */
export function valueAt(spec: Travel, position: number): number {
  switch (spec.taper) {
    case 'linear':
      return spec.min + (spec.max - spec.min) * position;
    case 'fader':
      return spec.max * position ** 4;
    case 'octaves':
      return spec.min * (spec.max / spec.min) ** position;
    case 'cubic':
      return spec.min + (spec.max - spec.min) * position ** 3;
  }
}

/** The position of a slider, 0 to 1, that shows a value. */
export function positionOf(spec: Travel, value: number): number {
  // A range of one value, such as the delay of a mixer that has none.
  if (spec.min === spec.max) return 0;
  switch (spec.taper) {
    case 'linear':
      return (value - spec.min) / (spec.max - spec.min);
    case 'fader':
      return (value / spec.max) ** 0.25;
    case 'octaves':
      return Math.log(value / spec.min) / Math.log(spec.max / spec.min);
    case 'cubic':
      return Math.cbrt((value - spec.min) / (spec.max - spec.min));
  }
}

/** The gain of so many decibels; 0, off, at the floor and below. */
export function gainFromDb(db: number): number {
  return db <= FLOOR_DB ? 0 : 10 ** (db / 20);
}

/** The decibels of a gain; -Infinity at the floor and below. */
export function dbFromGain(gain: number): number {
  const db = 20 * Math.log10(gain);
  return db <= FLOOR_DB ? Number.NEGATIVE_INFINITY : db;
}
