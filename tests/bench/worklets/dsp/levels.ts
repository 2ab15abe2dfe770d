/** Peak and RMS of two channels: peaks since the last read, power through a one-pole of 300 ms at each quantum. */
export class Levels {
  /** Left, then right. */
  readonly #peaks = new Float64Array(2);
  readonly #powers = new Float64Array(2);
  readonly #share: number;

  constructor(sampleRate: number, quantum: number) {
    this.#share = 1 - Math.exp(-quantum / (0.3 * sampleRate));
  }

  measure(left: Float32Array, right: Float32Array, frames: number): void {
    let peakL = this.#peaks[0]!;
    let peakR = this.#peaks[1]!;
    let powerL = 0;
    let powerR = 0;
    for (let frame = 0; frame < frames; frame += 1) {
      const l = left[frame]!;
      const r = right[frame]!;
      const absL = Math.abs(l);
      const absR = Math.abs(r);
      if (absL > peakL) peakL = absL;
      if (absR > peakR) peakR = absR;
      powerL += l * l;
      powerR += r * r;
    }
    this.#peaks[0] = peakL;
    this.#peaks[1] = peakR;
    this.#powers[0] = this.#powers[0]! + this.#share * (powerL / frames - this.#powers[0]!);
    this.#powers[1] = this.#powers[1]! + this.#share * (powerR / frames - this.#powers[1]!);
  }

  /** Writes peak left and right, RMS left and right from `at` on, and starts new peaks. */
  take(to: Float32Array, at: number): void {
    to[at] = this.#peaks[0]!;
    to[at + 1] = this.#peaks[1]!;
    to[at + 2] = Math.sqrt(this.#powers[0]!);
    to[at + 3] = Math.sqrt(this.#powers[1]!);
    this.#peaks.fill(0);
  }
}
