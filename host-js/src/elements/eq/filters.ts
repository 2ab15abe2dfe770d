import type { Band, BandType, Cut, Eq } from '../../api/eq.js';
import type { NumberParam, SwitchParam } from '../../api/param.js';
import type { AnyParam } from '../control/following.js';
import { dbWords, hertzText } from '../values/format.js';

interface FilterOf<K extends 'band' | 'cut', F> {
  readonly kind: K;
  readonly filter: F;
  /** For people, such as `Band 2`. */
  readonly name: string;
  /** On its handle. */
  readonly face: string;
  readonly colour: FilterColour;
  readonly on: SwitchParam;
  readonly frequency: NumberParam;
}

/** One of the six filters of an equaliser, with what a picture of it needs. */
export type Filter = FilterOf<'band', Band> | FilterOf<'cut', Cut>;

export const FILTER_COLOURS = ['band-1', 'band-2', 'band-3', 'band-4', 'band-cut'] as const;
export type FilterColour = (typeof FILTER_COLOURS)[number];

/** In the order of the signal and of the frequencies. */
export function filtersOf(eq: Eq): readonly Filter[] {
  const bands = eq.bands.map((filter, i): Filter => {
    const { on, frequency } = filter;
    const name = `Band ${i + 1}`;
    return { kind: 'band', filter, name, face: String(i + 1), colour: FILTER_COLOURS[i]!, on, frequency };
  });
  return [cut(eq.highpass, 'High-pass', 'HP'), ...bands, cut(eq.lowpass, 'Low-pass', 'LP')];
}

function cut(filter: Cut, name: string, face: string): Filter {
  const { on, frequency } = filter;
  return { kind: 'cut', filter, name, face, colour: 'band-cut', on, frequency };
}

/** Every control that its picture depends on. */
export function paramsOf(each: Filter): readonly AnyParam[] {
  const { on, frequency } = each;
  if (each.kind === 'cut') return [on, frequency, each.filter.slope];
  return [on, frequency, each.filter.type, each.filter.gain, each.filter.Q];
}

export const TYPE_NAMES: Readonly<Record<BandType, string>> = {
  peaking: 'Peaking',
  lowshelf: 'Low shelf',
  highshelf: 'High shelf',
  notch: 'Notch',
  bandpass: 'Band-pass',
  allpass: 'All-pass',
};

/** The gain of a band, where its type has use for one. */
export function gainOf(each: Filter): NumberParam | null {
  if (each.kind === 'cut') return null;
  const { type, gain } = each.filter;
  return type.value === 'peaking' || type.value === 'lowshelf' || type.value === 'highshelf' ? gain : null;
}

/** Whether it changes anything that can be heard. */
export function isAudible(each: Filter): boolean {
  const gain = gainOf(each);
  return each.on.value && (gain === null || gain.value !== 0);
}

/** What it does, for the ear: `peaking, 800 Hz, +3.0 dB, Q 1.20`. */
export function wordsOf(each: Filter): string {
  const words = [each.on.value ? '' : 'off'];
  if (each.kind === 'cut') words.push(hertzText(each.frequency.value), `${each.filter.slope.value} dB per octave`);
  else {
    const gain = gainOf(each);
    words.push(TYPE_NAMES[each.filter.type.value].toLowerCase(), hertzText(each.frequency.value));
    if (gain) words.push(dbWords(gain.value));
    words.push(`Q ${Number(each.filter.Q.value.toFixed(2))}`);
  }
  return words.filter(Boolean).join(', ');
}
