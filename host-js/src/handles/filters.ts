import type { FrequencyResponse } from '../api/eq.js';
import { type BiquadCoeffs, magnitudeAt } from './biquad.js';

/** Something that knows the filters it consists of. */
export abstract class Filters implements FrequencyResponse {
  protected abstract readonly sampleRate: number;

  /** As they are set, without those that are off. */
  abstract sections(): readonly BiquadCoeffs[];

  response(frequencies: Float32Array, magnitudes?: Float32Array): Float32Array {
    if (!isFloats(frequencies) || !(magnitudes === undefined || isFloats(magnitudes))) {
      throw new TypeError('response() takes frequencies, and magnitudes where they are given, as Float32Array.');
    }
    return this.#respond(frequencies, magnitudes ?? new Float32Array(frequencies.length));
  }

  #respond(frequencies: Float32Array, magnitudes: Float32Array): Float32Array {
    if (frequencies.length !== magnitudes.length) {
      throw new RangeError(
        `response() takes as many magnitudes as frequencies, not ${magnitudes.length} for ${frequencies.length}.`,
      );
    }
    const { sampleRate } = this;
    const sections = this.sections();
    for (let point = 0; point < frequencies.length; point += 1) {
      const frequency = frequencies[point] as number;
      const exists = frequency >= 0 && frequency <= sampleRate / 2;
      let magnitude = exists ? 1 : Number.NaN;
      for (const section of sections) magnitude *= magnitudeAt(section, frequency, sampleRate);
      magnitudes[point] = magnitude;
    }
    return magnitudes;
  }
}

function isFloats(value: unknown): boolean {
  return value instanceof Float32Array;
}
