import type { MixerSnapshot } from '../api/snapshot.js';

/**
 * What there is to bounce: a console as it is set, what plays into it, and for how long. Plain JSON, the same on the command
 * line; docs/sessions.md describes every field.
 */
export interface Session {
  /** The version of the document, 1. */
  readonly version: number;
  /** In Hz; 48,000 where nothing is said. */
  readonly sampleRate?: number;
  /** What the mixer is made with, as for `createMixer`. */
  readonly mixer?: {
    readonly strips?: number;
    readonly buses?: number;
    readonly effects?: number;
    readonly maxDelay?: number;
  };
  /** What `mixer.snapshot()` gives. */
  readonly snapshot?: MixerSnapshot;
  readonly sources?: readonly SessionSource[];
  /** In seconds, or until the last source has ended and what it left has decayed below -100 dBFS: the default. */
  readonly length?: number | 'until silent';
}

/** Something that plays into a strip; either `buffer` or `file` names it. */
export interface SessionSource {
  /** The name of one of the buffers that are handed over. */
  readonly buffer?: string;
  /** The same, by the name of a file, as the command line reads it. */
  readonly file?: string;
  /** The strip, from 0. */
  readonly strip: number;
  /** When it starts, in seconds, on the nearest frame; 0 where nothing is said. */
  readonly start?: number;
  /** How far into the sound it starts, in seconds; 0. */
  readonly offset?: number;
  /** How much of the sound plays, in seconds, loops included; all that is left. */
  readonly duration?: number;
  /** A linear factor; 1. */
  readonly gain?: number;
  readonly loop?: boolean;
}

/**
 * A sound of one channel, or of two of the same length. Without a `sampleRate` it is at that of the mix; at another it is resampled. What is in memory that is shared
 * already is played from there; everything else is copied.
 */
export type Sound =
  | AudioBuffer
  | readonly Float32Array[]
  | { readonly channels: readonly Float32Array[]; readonly sampleRate?: number };

/** How the samples of the mix are written. Integers are rounded with a dither of triangular probability. */
export type SampleFormat = 'int16' | 'int24' | 'float32';

/** What a bounce may be told. */
export interface BounceOptions {
  /**
   * Whether to give a stem of everything that the master is fed by: strips that something plays into and that go there directly, and buses. Added up in the order of
   * `report.masterSum` they are the mix before the master, bit for bit. Default false.
   */
  stems?: boolean;
  /**
   * Strips to give stems of besides, by their numbers from 0, or all that something plays into: as they leave their faders, wherever they go. Nobody promises that these add
   * up to anything, since a bus may compress them together. Default none.
   */
  strips?: readonly number[] | 'all';
  /** Buses to give stems of besides, by their numbers from 0, or all. Default none. */
  buses?: readonly number[] | 'all';
  /**
   * From when to when, in seconds of the mix, 0 to 86,400. It sounds as it does in the whole one, with what rings on from before, so what comes before is
   * mixed too. An end behind that of the session lets it ring on until there. Default all of it.
   */
  range?: { readonly start?: number; readonly end?: number };
  /** At which it is mixed, in Hz, instead of the session's. */
  sampleRate?: number;
  /**
   * Brings the mix to an integrated loudness, in LUFS (-70 to 0), and keeps its true peak below a ceiling, in dBTP (-24 to 0), by the master's limiter. Stems stay as
   * they are. Default: the mix as it is.
   */
  normalize?: { readonly lufs?: number; readonly truePeak?: number };
  /** Of the mix; stems are `'float32'` always. Default `'int24'`. */
  format?: SampleFormat;
  /**
   * How many threads mix. However many, it comes out the same, bit for bit. Default as many as the machine has, 16 at most; one where the
   * page is not cross-origin isolated.
   */
  threads?: number;
  /** Called at least ten times a second. */
  onProgress?: (progress: BounceProgress) => void;
  /** Ends it: the promise is rejected with MixerError `aborted`, and everything that it took is given back. */
  signal?: AbortSignal;
  /** Where the files of the library are served, for pages whose policy forbids what it carries with it: as for `createMixer`. */
  assetsUrl?: string | URL;
}

/** How far a bounce is. */
export interface BounceProgress {
  /** What is being done: the mix is made; measured as it would be at a loudness, some times over; or written at that loudness. */
  readonly phase: 'mix' | 'measure' | 'write';
  /** How much of this phase is done, in seconds of the mix. */
  readonly seconds: number;
  /** Of how much; null while nobody knows, since the mix ends when it is silent. */
  readonly total: number | null;
}

/** What comes of a bounce. */
export interface BounceResult {
  /** A stereo WAV file. */
  readonly mix: Blob;
  /** In the order of `report.masterSum`, then of the options. */
  readonly stems: readonly Stem[];
  readonly report: BounceReport;
}

/** A part of the mix: a stereo WAV file of floats, as long as the mix. */
export interface Stem {
  /** `strip-04` or `bus-1`, numbered from 1, as the command line names its files. */
  readonly name: string;
  /** Which strip it is of, from 0; a stem has either this or `bus`. */
  readonly strip?: number;
  readonly bus?: number;
  readonly blob: Blob;
}

/** What is known of a mix. */
export interface BounceReport {
  readonly sampleRate: number;
  readonly frames: number;
  /** Its length. */
  readonly seconds: number;
  /** How many threads mixed it. */
  readonly threads: number;
  /** How many seconds that took. */
  readonly elapsed: number;
  /** Of the mix as it is in the file, before it is rounded. */
  readonly loudness: MixLoudness;
  /** What was done to bring it to its loudness; null where nothing was asked for. */
  readonly normalized: {
    /** In dB. */
    readonly gain: number;
    /** Whether a limiter was needed behind it. */
    readonly limited: boolean;
    /** Whether the loudness that was asked for was reached, to 0.1 LU. Where no gain reaches it, the mix is as near as it comes. */
    readonly reached: boolean;
    /** What the mix was before. */
    readonly before: MixLoudness;
  } | null;
  /** How many samples were beyond full scale, and were cut there. Those of floats are not. */
  readonly clipped: number;
  /**
   * What the master is fed by. Every entry is added to what those before it came to; one of strips is `(0 + 2) + (1 + 3)` of its four, with
   * 0 for null.
   */
  readonly masterSum: readonly ({ readonly strips: readonly (number | null)[] } | { readonly bus: number })[];
  /** The paths of fields of the session that this version does not know and left alone. */
  readonly ignored: readonly string[];
}

/** How loud a mix is, as a whole. */
export interface MixLoudness {
  /** In LUFS; `-Infinity` where nothing is heard. */
  readonly integrated: number;
  /** The loudness range, in LU. */
  readonly range: number;
  /** The largest momentary and short-term loudness, in LUFS. */
  readonly momentaryMax: number;
  readonly shortTermMax: number;
  /** The largest true peak of both channels, in dBTP, and the largest sample, in dBFS. */
  readonly truePeak: number;
  readonly samplePeak: number;
}
