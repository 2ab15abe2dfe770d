/** Seven of the recordings are at this tempo, and the drone and the pads agree on the key. */
export const TEMPO_BPM = 97;
export const KEY = 'G minor';

/** Instruments of one kind share a colour. */
export type Group = 'drums' | 'breaks' | 'percussion' | 'bass' | 'keys' | 'guitar' | 'atmosphere';

/** One recording within a loop. */
export interface Lane {
  /** File name in the sample package, without `.flac`. */
  readonly sample: string;
  /** When it sounds; see `hitsOf`. */
  readonly pattern: string;
  /** Plays it faster or slower so that the whole recording lasts so many bars. */
  readonly fitBars?: number;
  /** Semitones from the recording's own pitch, by playback rate. */
  readonly transpose?: number;
}

/** What one strip plays, round and round. */
export interface Loop {
  readonly name: string;
  readonly group: Group;
  readonly bars: number;
  readonly lanes: readonly Lane[];
  /** One voice: each hit ends the one before. */
  readonly mono?: boolean;
  /** How many steps a hit lasts at most. */
  readonly gateSteps?: number;
}
