/** The four buses, in order: two groups, and two effects. */
export const BUSES = [
  { key: 'drums', name: 'Drums', faderDb: 0 },
  { key: 'music', name: 'Music', faderDb: 0 },
  { key: 'reverb', name: 'Reverb', faderDb: 0 },
  { key: 'delay', name: 'Delay', faderDb: -2 },
] as const;

export type BusKey = (typeof BUSES)[number]['key'];

/** What a person would have set before the page opened. */
export interface Balance {
  /** Brings every loop to about the same loudness, so that the faders read as the balance. */
  readonly trimDb: number;
  readonly faderDb: number;
  readonly pan: number;
  /** The group; nothing goes to the master by itself. */
  readonly group?: 'drums' | 'music';
  readonly reverbDb?: number;
  readonly delayDb?: number;
}

export const MASTER_FADER_DB = 0;

/** By the name of the loop. */
export const BALANCE: Readonly<Record<string, Balance>> = {
  Kick: { trimDb: -13, faderDb: -1, pan: 0, group: 'drums' },
  Snare: { trimDb: -13, faderDb: -3, pan: 0, group: 'drums', reverbDb: -9 },
  Snap: { trimDb: -7, faderDb: -8, pan: 0.25, group: 'drums', reverbDb: -5, delayDb: -9 },
  Hats: { trimDb: -1, faderDb: -9, pan: -0.2, group: 'drums', reverbDb: -19 },
  'Open Hat': { trimDb: -11, faderDb: -14, pan: 0.3, group: 'drums' },
  Ride: { trimDb: 5, faderDb: -16, pan: -0.35, group: 'drums' },
  Toms: { trimDb: -8, faderDb: -6, pan: 0.15, group: 'drums', reverbDb: -7 },
  Breakbeat: { trimDb: -14, faderDb: -5, pan: 0, group: 'drums', reverbDb: -19 },
  Amen: { trimDb: -18, faderDb: -16, pan: -0.15, group: 'drums' },
  Arovane: { trimDb: -14, faderDb: -11, pan: 0.2, group: 'drums' },
  'Machine A': { trimDb: -11, faderDb: -12, pan: -0.5, group: 'drums', reverbDb: -9 },
  'Machine B': { trimDb: -12, faderDb: -14, pan: 0.5, group: 'drums', reverbDb: -9 },
  Electric: { trimDb: -3, faderDb: -14, pan: -0.6, group: 'drums', delayDb: -5 },
  'Perc A': { trimDb: -13, faderDb: -8, pan: 0.35, group: 'drums', reverbDb: -13 },
  'Perc B': { trimDb: -7, faderDb: -8, pan: -0.4, group: 'drums', reverbDb: -13 },
  Safari: { trimDb: -5, faderDb: -14, pan: 0.15, group: 'drums', reverbDb: -11 },
  Tabla: { trimDb: -14, faderDb: -9, pan: 0.5, group: 'drums', reverbDb: -7 },
  Glitch: { trimDb: -9, faderDb: -13, pan: -0.3, group: 'drums', reverbDb: -5, delayDb: -1 },
  Sub: { trimDb: -14, faderDb: -1, pan: 0 },
  Pluck: { trimDb: -12, faderDb: -5, pan: -0.15, delayDb: -11 },
  Growl: { trimDb: -9, faderDb: -9, pan: 0.1, reverbDb: -15 },
  Pads: { trimDb: -10, faderDb: -2, pan: 0, group: 'music', reverbDb: -7 },
  'Dub Chord': { trimDb: -8, faderDb: -7, pan: 0.3, group: 'music', reverbDb: -9, delayDb: -3 },
  Piano: { trimDb: -13, faderDb: -8, pan: -0.2, group: 'music', reverbDb: -5 },
  Chime: { trimDb: -10, faderDb: -14, pan: 0.55, group: 'music', reverbDb: -3, delayDb: -3 },
  'Gm9 Guitar': { trimDb: -10, faderDb: -3, pan: -0.3, group: 'music', reverbDb: -7 },
  Harmonics: { trimDb: 0, faderDb: -9, pan: 0.45, group: 'music', reverbDb: -3, delayDb: -5 },
  Slide: { trimDb: -10, faderDb: -12, pan: -0.45, group: 'music', reverbDb: -1, delayDb: -5 },
  Drone: { trimDb: -14, faderDb: -9, pan: 0, group: 'music' },
  Glass: { trimDb: -7, faderDb: -12, pan: 0.25, group: 'music', reverbDb: -5 },
  Vinyl: { trimDb: 12, faderDb: -22, pan: 0 },
  'Tape Bed': { trimDb: -7, faderDb: -14, pan: -0.25, group: 'music', reverbDb: -9 },
};
