import type { Band, BandType, Cut, Eq, FrequencyResponse, Param, SwitchParam } from 'megamixer';

interface FilterOf<K extends 'band' | 'cut', F extends FrequencyResponse> {
  readonly kind: K;
  readonly filter: F;
  /** For people, such as `band 2`. */
  readonly name: string;
  /** On its handle. */
  readonly face: string;
  /** As the style sheet names it. */
  readonly colour: string;
  readonly on: SwitchParam;
  readonly frequency: Param;
}

/** One of the six filters of an equalizer, with what a picture of it needs. */
export type Filter = FilterOf<'band', Band> | FilterOf<'cut', Cut>;

/** In the order of the signal and of the frequencies. */
export function filtersOf(eq: Eq): readonly Filter[] {
  return [
    cut(eq.highpass, 'high-pass', 'HP'),
    ...eq.bands.map((filter, i): Filter => {
      const { on, frequency } = filter;
      return {
        kind: 'band',
        filter,
        name: `band ${i + 1}`,
        face: String(i + 1),
        colour: `band-${i + 1}`,
        on,
        frequency,
      };
    }),
    cut(eq.lowpass, 'low-pass', 'LP'),
  ];
}

function cut(filter: Cut, name: string, face: string): Filter {
  const { on, frequency } = filter;
  return { kind: 'cut', filter, name, face, colour: 'cuts', on, frequency };
}

/** Every parameter that its picture depends on. */
export function paramsOf(each: Filter): readonly (Param | Param<boolean> | Param<BandType> | Param<'12' | '24'>)[] {
  const { on, frequency } = each;
  if (each.kind === 'cut') return [on, frequency, each.filter.slope];
  return [on, frequency, each.filter.type, each.filter.gain, each.filter.Q];
}

export const TYPE_NAMES: Readonly<Record<BandType, string>> = {
  peaking: 'Bell',
  lowshelf: 'Low shelf',
  highshelf: 'High shelf',
  notch: 'Notch',
  bandpass: 'Band-pass',
  allpass: 'All-pass',
};

/** Whether the gain of a band means anything. */
export function hasGain(type: BandType): boolean {
  return type === 'peaking' || type === 'lowshelf' || type === 'highshelf';
}

/** Whether it changes anything that can be heard. */
export function isAudible(each: Filter): boolean {
  if (!each.on.value) return false;
  return each.kind === 'cut' || !hasGain(each.filter.type.value) || each.filter.gain.value !== 0;
}
