import type { BandType } from '../api/eq.js';

/**
 * A filter of second order: (b0 + b1 z⁻¹ + b2 z⁻²) / (a0 + a1 z⁻¹ + a2 z⁻²).
 *
 * Source of all of them: R. Bristow-Johnson, Audio EQ Cookbook, as in BiquadFilterNode. Frequencies in Hz.
 */
export interface BiquadCoeffs {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a0: number;
  readonly a1: number;
  readonly a2: number;
}

/** What the formulas are written in: the cosine of the angle of the frequency, and alpha. */
function angle(frequency: number, q: number, sampleRate: number): { cos: number; alpha: number } {
  const w = (2 * Math.PI * frequency) / sampleRate;
  return { cos: Math.cos(w), alpha: Math.sin(w) / (2 * q) };
}

export function highpass(frequency: number, q: number, sampleRate: number): BiquadCoeffs {
  const { cos, alpha } = angle(frequency, q, sampleRate);
  const b = (1 + cos) / 2;
  return { b0: b, b1: -2 * b, b2: b, a0: 1 + alpha, a1: -2 * cos, a2: 1 - alpha };
}

export function lowpass(frequency: number, q: number, sampleRate: number): BiquadCoeffs {
  const { cos, alpha } = angle(frequency, q, sampleRate);
  const b = (1 - cos) / 2;
  return { b0: b, b1: 2 * b, b2: b, a0: 1 + alpha, a1: -2 * cos, a2: 1 - alpha };
}

/** A band; `gain` in decibels. */
export function band(type: BandType, frequency: number, gain: number, q: number, sampleRate: number): BiquadCoeffs {
  const { cos, alpha } = angle(frequency, q, sampleRate);
  const amplitude = 10 ** (gain / 40);
  const poles = { a0: 1 + alpha, a1: -2 * cos, a2: 1 - alpha };
  switch (type) {
    case 'peaking': {
      const [up, down] = [alpha * amplitude, alpha / amplitude];
      return { b0: 1 + up, b1: -2 * cos, b2: 1 - up, a0: 1 + down, a1: -2 * cos, a2: 1 - down };
    }
    case 'lowshelf':
      return shelf(amplitude, cos, alpha, 1);
    case 'highshelf':
      return shelf(amplitude, cos, alpha, -1);
    case 'notch':
      return { b0: 1, b1: -2 * cos, b2: 1, ...poles };
    case 'bandpass':
      return { b0: alpha, b1: 0, b2: -alpha, ...poles };
    case 'allpass':
      return { b0: 1 - alpha, b1: -2 * cos, b2: 1 + alpha, ...poles };
  }
}

/** The two shelves differ by the sign of the cosine, and of what stands in the middle; 1 is the low one. */
function shelf(amplitude: number, cosine: number, alpha: number, side: 1 | -1): BiquadCoeffs {
  const cos = side * cosine;
  const [sum, difference] = [amplitude + 1, amplitude - 1];
  const slope = 2 * Math.sqrt(amplitude) * alpha;
  return {
    b0: amplitude * (sum - difference * cos + slope),
    b1: side * 2 * amplitude * (difference - sum * cos),
    b2: amplitude * (sum - difference * cos - slope),
    a0: sum + difference * cos + slope,
    a1: side * -2 * (difference + sum * cos),
    a2: sum + difference * cos - slope,
  };
}

/** What a filter makes of the amplitude of a frequency, which is from 0 to half the sample rate. */
export function magnitudeAt(coeffs: BiquadCoeffs, frequency: number, sampleRate: number): number {
  const w = (2 * Math.PI * frequency) / sampleRate;
  const [cos1, sin1, cos2, sin2] = [Math.cos(w), Math.sin(w), Math.cos(2 * w), Math.sin(2 * w)];
  const length = (c0: number, c1: number, c2: number) => Math.hypot(c0 + c1 * cos1 + c2 * cos2, c1 * sin1 + c2 * sin2);
  return length(coeffs.b0, coeffs.b1, coeffs.b2) / length(coeffs.a0, coeffs.a1, coeffs.a2);
}
