/**
 * How the console of the benchmark is set: the same figures for everybody who plays it. Gate and compressor work on the
 * noise that they get, and the limiter on the sum.
 */
import { Random } from '../scenes/random.ts';
import type { BandSettings } from './worklets/dsp/biquad.ts';
import type { CompressorSettings } from './worklets/dsp/compressor.ts';
import type { GateSettings } from './worklets/dsp/gate.ts';

/** How much of the console is on: trim, gain, pan and sends; with the equaliser; everything. */
export const levels = ['mix', 'eq', 'full'] as const;
export type Level = (typeof levels)[number];

export const buses = 4;
export const sampleRate = 48_000;
/** Frames of what the offline renderers compute at a time. */
export const quantum = 128;

export interface StripSettings {
  readonly trim: number;
  readonly gain: number;
  readonly pan: number;
  /** Level into each bus, after the fader. */
  readonly sends: readonly number[];
  /** High-pass, low shelf, two peaks, high shelf. */
  readonly bands: readonly BandSettings[];
}

export function stripSettings(strip: number): StripSettings {
  const random = new Random(1000 + strip);
  const shape = (type: BandSettings['type'], frequency: number, gain: number) => ({
    type,
    frequency: frequency * random.between(0.8, 1.25),
    gain: gain * random.between(0.7, 1.3),
    Q: type === 'peaking' ? random.between(0.7, 2) : Math.SQRT1_2,
  });
  return {
    trim: random.between(0.8, 1.25),
    gain: random.between(0.1, 0.3),
    pan: random.between(-1, 1),
    sends: Array.from({ length: buses }, () => random.between(0.1, 0.4)),
    bands: [
      shape('highpass', 80, 0),
      shape('lowshelf', 120, 3),
      shape('peaking', 400, -4),
      shape('peaking', 2500, 3),
      shape('highshelf', 8000, 4),
    ],
  };
}

export const gate: GateSettings = { threshold: -50, range: 60, ratio: 10, attack: 0.001, hold: 0.02, release: 0.1 };
export const compressor: CompressorSettings = { threshold: -30, knee: 6, ratio: 4, attack: 0.01, release: 0.2 };
/** On bus 0. */
export const reverb = { decay: 2, damping: 6000 };
/** On bus 1. */
export const delay = { time: 0.375, feedback: 0.4, highCut: 8000 };
/** Low, since it has to work on what the compressors leave. */
export const limiter = { ceiling: -16, release: 0.1 };
