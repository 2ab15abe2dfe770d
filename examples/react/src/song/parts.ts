import type { Played } from './notes.ts';
import { bass, bell, hat, kick, pad, piano, pluck, snare } from './voices.ts';

/** The loop: four bars of sixteen steps. */
export const beatsPerMinute = 92;
export const bars = 4;
export const stepsPerBar = 16;
export const secondsPerBar = (4 * 60) / beatsPerMinute;

/** Plays one step of a bar. */
type Step = (note: Played, step: number, bar: number) => void;

/** One player of the band, and how the strip stands that it comes in on. */
export interface Part {
  readonly name: string;
  readonly colour: string;
  readonly play: Step;
  /** Of the fader, dB. */
  readonly db: number;
  readonly pan?: number;
  /** Of what goes to the hall, dB. */
  readonly hallDb?: number;
  /** Hz below which its high-pass lets nothing through. */
  readonly highpass?: number;
}

/** A minor, F, C, G: what the piano and the strings play. */
const chords = [
  [57, 60, 64, 71],
  [53, 60, 64, 69],
  [55, 60, 64, 71],
  [55, 59, 62, 69],
];
const roots = [33, 29, 36, 31];

/** The loudness of each step of a bar, one digit each; a dot is silent. */
const pattern = (digits: string) => [...digits].map((digit) => (digit === '.' ? 0 : Number(digit) / 9));

const kicks = pattern('9.....4.7.......');
const snares = pattern('....9..2....9...');
const hats = pattern('6.3.6.326.3.6.3.');
const basses = pattern('9..6....7.5...6.');
const pianos = pattern('7.....5.......4.');
const plucks = pattern('7.45.46.5.74.54.');
const bells = ['......7.........', '7.........4.....', '....7.....5.....', '..6.....7.......'].map(pattern);

/** Calls `play` at the steps that sound. */
const at =
  (digits: readonly number[], play: Step): Step =>
  (note, step, bar) => {
    const loudness = digits[step]!;
    if (loudness > 0) play({ ...note, loudness }, step, bar);
  };

const ring = bells.map((digits) =>
  at(digits, (note, step, bar) => bell(note, chords[bar]![step % 4]! + 24, step % 8 < 4 ? -0.4 : 0.4)),
);

export const parts: readonly Part[] = [
  { name: 'Kick', colour: '#ff6f5e', db: -7, play: at(kicks, kick) },
  {
    ...{ name: 'Snare', colour: '#ff9a4d', db: -9, hallDb: -16, highpass: 120 },
    play: at(snares, snare),
  },
  {
    ...{ name: 'Hats', colour: '#f2c94c', db: -17, pan: 0.25, hallDb: -24, highpass: 400 },
    play: at(hats, (note, step) => hat(note, step === 14 ? 0.09 : 0.022)),
  },
  {
    ...{ name: 'Bass', colour: '#a78bfa', db: -9 },
    play: at(basses, (note, step, bar) => bass(note, roots[bar]! + (step === 10 ? 12 : 0))),
  },
  {
    ...{ name: 'Piano', colour: '#5fa8ff', db: -14, pan: -0.2, hallDb: -12, highpass: 140 },
    play: at(pianos, (note, _, bar) => {
      for (const key of chords[bar]!) piano({ ...note, loudness: note.loudness * 0.4 }, key);
    }),
  },
  {
    ...{ name: 'Pluck', colour: '#4cc9c0', db: -17, hallDb: -10, highpass: 220 },
    play: at(plucks, (note, step, bar) => {
      pluck(note, chords[bar]![(step * 3 + bar) % 4]! + 12, step % 4 < 2 ? -0.6 : 0.6);
    }),
  },
  {
    ...{ name: 'Strings', colour: '#8fd16f', db: -15, hallDb: -14, highpass: 180 },
    play: (note, step, bar) => {
      if (step > 0) return;
      for (const key of chords[bar]!) pad({ ...note, loudness: 0.22 }, key, secondsPerBar);
    },
  },
  {
    ...{ name: 'Bells', colour: '#f48fb8', db: -19, pan: 0.1, hallDb: -5, highpass: 400 },
    play: (note, step, bar) => ring[bar]!(note, step, bar),
  },
];
