import { FLOOR_DB } from 'megamixer-worklet/layout';
import type { GainParam, Param } from '../../api/param.js';
import * as format from './format.js';
import * as parse from './parse.js';

/** A control that is a number: what faders and knobs turn. */
export type Turned = Param<number>;

/** How one kind of value is told, moved and typed. Its figures are in the unit that it is told in. */
export interface ValueKind<P extends Turned = Turned> {
  /** For the eye, where there is little room: the unit goes without saying. */
  short(param: P): string;
  /** For the eye. */
  text(param: P): string;
  /** For the ear. */
  words(param: P): string;
  /** What it is, finite. */
  now(param: P): number;
  /** Between which figures. */
  range(param: P): readonly [min: number, max: number];
  /** Moves by so many arrow presses; fractions are fine ones. */
  nudge(param: P, steps: number): void;
  /** Arrow presses in one Page Up. */
  readonly pageSteps: number;
  /** What is typed as a figure; null for what is none. */
  parse(text: string, param: P): number | null;
  set(param: P, figure: number): void;
  /** With what the typing of a value may begin. */
  readonly begins: RegExp;
  /** What may be typed, for people. */
  readonly hint: string;
}

/** Below this a nudge goes straight to off: nobody hears the way there. */
const LOWEST_NUDGED_DB = -72;
const DIGIT = /[\d.,+\-−]/;

const GAIN: ValueKind<GainParam> = {
  short: ({ db }) => format.dbText(db),
  text: ({ db }) => (db === Number.NEGATIVE_INFINITY ? format.dbText(db) : `${format.dbText(db)} dB`),
  words: ({ db }) => format.dbWords(db),
  now: ({ db }) => Math.max(db, FLOOR_DB),
  range: ({ max }) => [FLOOR_DB, 20 * Math.log10(max)],
  nudge(param, steps) {
    const db = rounded(Math.max(param.db, LOWEST_NUDGED_DB) + steps, 0.1);
    param.db = db <= LOWEST_NUDGED_DB ? Number.NEGATIVE_INFINITY : db;
  },
  pageSteps: 6,
  parse: parse.parseGainDb,
  set(param, db) {
    param.db = db;
  },
  begins: /[\d.,+\-−o]/i,
  hint: 'decibels, such as -6, or off',
};

/** What holds for figures that are the values themselves. */
const AS_IT_IS = {
  now: ({ value }) => value,
  range: ({ min, max }) => [min, max],
  set(param, value) {
    param.value = Math.min(param.max, value);
  },
  begins: DIGIT,
} satisfies Partial<ValueKind>;

/** Arrows move by a hundredth of the travel, which is finer where values are small. */
const ALONG_TRAVEL = {
  nudge(param, steps) {
    param.position += steps / 100;
  },
  pageSteps: 8,
} satisfies Partial<ValueKind>;

/** Decibels that are decibels in the engine too: thresholds, bands. */
const DECIBELS: ValueKind = {
  ...AS_IT_IS,
  short: ({ value }) => format.dbText(value),
  text: ({ value }) => `${format.dbText(value)} dB`,
  words: ({ value }) => format.dbWords(value),
  nudge(param, steps) {
    param.value = rounded(param.value + steps * 0.5, 0.05);
  },
  pageSteps: 6,
  parse: parse.parseDb,
  hint: 'decibels, such as -6',
};

/** Decibels that are an amount: a knee, a range. */
const AMOUNT: ValueKind = {
  ...DECIBELS,
  short: ({ value }) => format.amountText(value),
  text: ({ value }) => `${format.amountText(value)} dB`,
  words: ({ value }) => `${format.amountText(value)} dB`,
  hint: 'decibels, such as 6',
};

const PAN: ValueKind = {
  ...AS_IT_IS,
  short: ({ value }) => format.panText(value),
  text: ({ value }) => format.panText(value),
  words: ({ value }) => format.panWords(value),
  now: ({ value }) => Math.round(value * 100),
  range: ({ min, max }) => [min * 100, max * 100],
  // Whole percents, so that a walk from the left passes through the centre itself.
  nudge(param, steps) {
    param.value = rounded(param.value + steps * 0.05, 0.005);
  },
  pageSteps: 5,
  parse(text) {
    const pan = parse.parsePan(text);
    return pan === null ? null : pan * 100;
  },
  set(param, percent) {
    param.value = percent / 100;
  },
  begins: /[\d.,+\-−lrc]/i,
  hint: 'L20, R20 or C',
};

const HERTZ: ValueKind = {
  ...AS_IT_IS,
  short: ({ value }) => format.hertzText(value).replace(/ k?Hz/, (unit) => (unit === ' kHz' ? 'k' : '')),
  text: ({ value }) => format.hertzText(value),
  words: ({ value }) => format.hertzText(value),
  // By a semitone.
  nudge(param, steps) {
    param.value *= 2 ** (steps / 12);
  },
  pageSteps: 6,
  parse: parse.parseHertz,
  hint: 'hertz, such as 800 or 1.2k',
};

const SECONDS: ValueKind = {
  ...AS_IT_IS,
  ...ALONG_TRAVEL,
  short: ({ value }) => format.secondsText(value),
  text: ({ value }) => format.secondsText(value),
  words: ({ value }) => format.secondsText(value),
  parse: (text, { value }) => parse.parseSeconds(text, value),
  hint: 'a time, such as 20 ms or 0.5 s',
};

const RATIO: ValueKind = {
  ...AS_IT_IS,
  ...ALONG_TRAVEL,
  short: ({ value }) => format.ratioText(value),
  text: ({ value }) => format.ratioText(value),
  words: ({ value }) => format.ratioText(value).replace(':', ' to '),
  parse: parse.parseRatio,
  hint: 'a ratio, such as 4:1',
};

/** A share of the whole: a mix, a width. */
const PERCENT: ValueKind = {
  ...AS_IT_IS,
  short: ({ value }) => format.percentText(value),
  text: ({ value }) => format.percentText(value),
  words: ({ value }) => format.percentText(value),
  now: ({ value }) => Math.round(value * 100),
  range: ({ min, max }) => [min * 100, max * 100],
  nudge(param, steps) {
    param.value = rounded(param.value + steps * 0.02, 0.002);
  },
  pageSteps: 5,
  parse(text) {
    const share = parse.parsePercent(text);
    return share === null ? null : share * 100;
  },
  set(param, percent) {
    param.value = percent / 100;
  },
  hint: 'percent, such as 40',
};

const PLAIN: ValueKind = {
  ...AS_IT_IS,
  ...ALONG_TRAVEL,
  short: ({ value }) => format.plainText(value),
  text: ({ value }) => format.plainText(value),
  words: ({ value }) => format.plainText(value),
  parse: parse.parsePlain,
  hint: 'a number, such as 0.7',
};

/** How this control is told, moved and typed. */
export function kindOf(param: Turned): ValueKind {
  if ('db' in param) return GAIN as unknown as ValueKind;
  switch (param.unit) {
    case 'pan':
      return PAN;
    case 'Hz':
      return HERTZ;
    case 's':
      return SECONDS;
    case 'dB':
    case 'dBTP':
      return param.min < 0 ? DECIBELS : AMOUNT;
  }
  if (param.name === 'ratio') return RATIO;
  return param.min === 0 && param.max <= 2 ? PERCENT : PLAIN;
}

/** To the next multiple. */
function rounded(value: number, step: number): number {
  const perUnit = Math.round(1 / step);
  return Math.round(value * perUnit) / perUnit;
}
