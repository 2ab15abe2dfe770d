import type { GainParam, NumberParam } from 'megamixer';
import { dbText, dbWords, panText, panWords } from '../format.ts';
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

/** A place between left and right: arrows move by 5 %. */
export const PAN: SliderKind<NumberParam> = {
  text: (param) => panText(param.value),
  words: (param) => panWords(param.value),
  nudge(param, steps) {
    // Whole percents, so that a walk from the left passes through the centre itself.
    param.value = Math.round(param.value * 1000 + steps * 50) / 1000;
  },
  pageSteps: 5,
};
