import type { Level, StripSettings } from '../settings.ts';

/** What the console in one worklet is told. */
export interface JsOneOptions {
  readonly level: Level;
  /** Frames for which gate and compressors compute one gain. */
  readonly gainFrames: number;
  readonly strips: readonly StripSettings[];
}

/** Peak and RMS of both sides. */
export const wordsOfLevels = 4;
/** Levels, then the gain reductions of gate and compressor. */
export const wordsOfStrip = wordsOfLevels + 2;

/** What it posts of its meters, about 60 times a second: strips, levels of buses and master, output meters, limiter. */
export interface Figures {
  readonly words: Float32Array<ArrayBuffer>;
}
