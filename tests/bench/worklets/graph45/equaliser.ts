import { Biquad } from '../dsp/biquad.ts';
import { corners } from './corners.ts';

/** Of the three bands, in dB, as AudioParams. */
export const equaliserParameters = corners.map(({ name }) => ({
  name,
  defaultValue: 0,
  minValue: -24,
  maxValue: 24,
  automationRate: 'k-rate' as const,
}));

/** Low shelf, peak and high shelf. New coefficients only when a gain has moved. */
export class Equaliser {
  readonly #bands = corners.map((corner) => new Biquad({ ...corner, gain: 0, Q: Math.SQRT1_2 }, sampleRate));
  readonly #gains = new Float32Array(corners.length);

  process(left: Float32Array, right: Float32Array, parameters: Record<string, Float32Array>): void {
    for (let index = 0; index < corners.length; index += 1) {
      const band = this.#bands[index]!;
      const gain = parameters[corners[index]!.name]![0]!;
      if (gain !== this.#gains[index]) {
        this.#gains[index] = gain;
        band.set({ ...corners[index]!, gain, Q: Math.SQRT1_2 }, sampleRate);
      }
      band.process(left, right, left.length);
    }
  }
}
