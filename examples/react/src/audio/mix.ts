import type { MixerSnapshot } from 'megamixer';
import { parts } from '../song/parts.ts';

const gainOf = (db: number): number => 10 ** (db / 20);

/** The mix that the page starts with, and comes back to: a snapshot that nobody has taken. */
export const startMix: MixerSnapshot = {
  version: 1,
  strips: parts.map(({ db, pan = 0, hallDb, highpass }) => ({
    gain: gainOf(db),
    pan,
    sends: hallDb === undefined ? [] : [{ level: gainOf(hallDb) }],
    eq: highpass === undefined ? {} : { highpass: { on: true, frequency: highpass } },
  })),
  buses: [{ effect: { type: 'reverb', reverb: { decay: 2.6, size: 0.8 } } }],
  master: { limiter: { on: true } },
};
