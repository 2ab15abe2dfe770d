import type { GainParam, Param } from 'megamixer';
import { dbText, dbWords, hertzText, hertzWords, panText, panWords, secondsText, secondsWords } from '../format.ts';
import type { SliderKind } from './slider.ts';

/** Below this a nudge goes straight to off: nobody hears the way there. */
const LOWEST_NUDGED_DB = -72;

/** A level: arrows move by 1 dB. */
export const GAIN: SliderKind<GainParam> = {
  text: (param) => dbText(param.db),
  words: (param) => dbWords(param.db),
  nudge(param, steps) {
    const db = Math.max(param.db, LOWEST_NUDGED_DB) + steps;
    param.db = db <= LOWEST_NUDGED_DB ? Number.NEGATIVE_INFINITY : db;
  },
  pageSteps: 6,
};

/** A level in little room: tenths only where they say something. */
export const SEND: SliderKind<GainParam> = {
  ...GAIN,
  text: (param) => dbText(param.db <= -9.95 ? Math.round(param.db) : param.db).replace('.0', ''),
};

/** A place between left and right: arrows move by 5 %. */
export const PAN: SliderKind<Param> = {
  text: (param) => panText(param.value),
  words: (param) => panWords(param.value),
  nudge(param, steps) {
    // Whole percents, so that a walk from the left passes through the centre itself.
    param.value = Math.round(param.value * 1000 + steps * 50) / 1000;
  },
  pageSteps: 5,
};

/** Decibels that are decibels in the engine too: thresholds, bands. Arrows move by half of one. */
export const DECIBELS: SliderKind<Param> = {
  text: (param) => dbText(param.value),
  words: (param) => dbWords(param.value),
  nudge(param, steps) {
    param.value = Math.round((param.value + steps * 0.5) * 100) / 100;
  },
  pageSteps: 6,
};

/** Decibels that are an amount: a knee, a range. */
export const SPAN: SliderKind<Param> = {
  text: (param) => param.value.toFixed(1),
  words: (param) => `${Number(param.value.toFixed(1))} decibels`,
  nudge: DECIBELS.nudge,
  pageSteps: 6,
};

/** Arrows move by a semitone. */
export const HERTZ: SliderKind<Param> = {
  text: (param) => hertzText(param.value),
  words: (param) => hertzWords(param.value),
  nudge(param, steps) {
    param.value *= 2 ** (steps / 12);
  },
  pageSteps: 6,
};

/** Arrows move by a hundredth of the travel, which is finer where times are short. */
export const SECONDS: SliderKind<Param> = {
  text: (param) => secondsText(param.value),
  words: (param) => secondsWords(param.value),
  nudge: alongTravel,
  pageSteps: 8,
};

export const RATIO: SliderKind<Param> = {
  text: (param) => `${param.value.toFixed(param.value < 9.95 ? 1 : 0)}:1`,
  words: (param) => `${Number(param.value.toFixed(1))} to 1`,
  nudge: alongTravel,
  pageSteps: 8,
};

export const Q: SliderKind<Param> = {
  text: (param) => param.value.toFixed(param.value < 9.95 ? 2 : 1),
  words: (param) => String(Number(param.value.toFixed(2))),
  nudge: alongTravel,
  pageSteps: 8,
};

/** A share of the whole: a mix, a width. Arrows move by 2 %. */
export const PERCENT: SliderKind<Param> = {
  text: (param) => `${Math.round(param.value * 100)} %`,
  words: (param) => `${Math.round(param.value * 100)} percent`,
  nudge(param, steps) {
    param.value = Math.round(param.value * 1000 + steps * 20) / 1000;
  },
  pageSteps: 5,
};

function alongTravel(param: Param, steps: number): void {
  param.position = Math.min(1, Math.max(0, param.position + steps / 100));
}
