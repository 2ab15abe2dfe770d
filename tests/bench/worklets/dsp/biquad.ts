/** A section of an equaliser, in the words of BiquadFilterNode. */
export interface BandSettings {
  readonly type: 'highpass' | 'lowshelf' | 'peaking' | 'highshelf';
  /** Hz. */
  readonly frequency: number;
  /** dB; a high-pass ignores it. */
  readonly gain: number;
  /** Linear for all types: 0.7071 is a Butterworth high-pass and the shelf of BiquadFilterNode. */
  readonly Q: number;
}

/**
 * One biquad for two channels, transposed direct form II. State and coefficients are doubles: a number in JavaScript is
 * one anyway, and floats would have to be rounded at every step.
 */
export class Biquad {
  /** b0, b1, b2, a1, a2, by a0. */
  readonly #coeffs = new Float64Array(5);
  /** s1 and s2 of the left, then of the right. */
  readonly #state = new Float64Array(4);

  constructor(settings: BandSettings, sampleRate: number) {
    this.set(settings, sampleRate);
  }

  /** Source: R. Bristow-Johnson, Audio EQ Cookbook. */
  set({ type, frequency, gain, Q }: BandSettings, sampleRate: number): void {
    const w = (2 * Math.PI * frequency) / sampleRate;
    const cos = Math.cos(w);
    const alpha = Math.sin(w) / (2 * Q);
    const A = 10 ** (gain / 40);
    if (type === 'highpass') {
      this.#normalise((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    } else if (type === 'peaking') {
      this.#normalise(1 + alpha * A, -2 * cos, 1 - alpha * A, 1 + alpha / A, -2 * cos, 1 - alpha / A);
    } else {
      // The high shelf is the low one with its spectrum turned round.
      const side = type === 'lowshelf' ? 1 : -1;
      const [plus, minus, root] = [A + 1, A - 1, 2 * Math.sqrt(A) * alpha];
      this.#normalise(
        A * (plus - side * minus * cos + root),
        side * 2 * A * (minus - side * plus * cos),
        A * (plus - side * minus * cos - root),
        plus + side * minus * cos + root,
        -side * 2 * (minus + side * plus * cos),
        plus + side * minus * cos - root,
      );
    }
  }

  #normalise(b0: number, b1: number, b2: number, a0: number, a1: number, a2: number): void {
    for (const [index, coefficient] of [b0, b1, b2, a1, a2].entries()) this.#coeffs[index] = coefficient / a0;
  }

  /** In place. Both channels in one loop: the processor overlaps them, since neither waits for the other. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    const coeffs = this.#coeffs;
    const state = this.#state;
    const b0 = coeffs[0]!;
    const b1 = coeffs[1]!;
    const b2 = coeffs[2]!;
    const a1 = coeffs[3]!;
    const a2 = coeffs[4]!;
    let l1 = state[0]!;
    let l2 = state[1]!;
    let r1 = state[2]!;
    let r2 = state[3]!;
    for (let frame = 0; frame < frames; frame += 1) {
      const l = left[frame]!;
      const r = right[frame]!;
      const outL = b0 * l + l1;
      const outR = b0 * r + r1;
      l1 = b1 * l - a1 * outL + l2;
      r1 = b1 * r - a1 * outR + r2;
      l2 = b2 * l - a2 * outL;
      r2 = b2 * r - a2 * outR;
      left[frame] = outL;
      right[frame] = outR;
    }
    state[0] = l1;
    state[1] = l2;
    state[2] = r1;
    state[3] = r2;
  }
}
