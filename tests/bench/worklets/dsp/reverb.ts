const lines = 8;
/** Frames at 48 kHz, without a common factor. */
const lengths = [1433, 1601, 1867, 2053, 2251, 2399, 2617, 2797];

/** A feedback delay network of eight lines, mixed by a Householder matrix, each damped by a one-pole. Wet alone. */
export class Reverb {
  /** All lines one after another. */
  readonly #memory: Float32Array;
  readonly #starts = new Int32Array(lines + 1);
  readonly #at = new Int32Array(lines);
  readonly #gains = new Float64Array(lines);
  readonly #damped = new Float64Array(lines);
  readonly #taps = new Float64Array(lines);
  readonly #damping: number;

  constructor({ decay, damping }: { decay: number; damping: number }, sampleRate: number) {
    let start = 0;
    for (let line = 0; line < lines; line += 1) {
      const length = Math.round((lengths[line]! * sampleRate) / 48_000);
      this.#starts[line] = start;
      this.#at[line] = start;
      this.#gains[line] = 10 ** ((-3 * length) / (decay * sampleRate));
      start += length;
    }
    this.#starts[lines] = start;
    this.#memory = new Float32Array(start);
    this.#damping = 1 - Math.exp((-2 * Math.PI * damping) / sampleRate);
  }

  /** In place. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    const memory = this.#memory;
    const starts = this.#starts;
    const at = this.#at;
    const gains = this.#gains;
    const damped = this.#damped;
    const taps = this.#taps;
    const damping = this.#damping;
    for (let frame = 0; frame < frames; frame += 1) {
      let sum = 0;
      for (let line = 0; line < lines; line += 1) {
        const before = damped[line]!;
        const x = before + damping * (memory[at[line]!]! * gains[line]! - before);
        damped[line] = x;
        taps[line] = x;
        sum += x;
      }
      const back = (2 / lines) * sum;
      const l = left[frame]!;
      const r = right[frame]!;
      let outL = 0;
      let outR = 0;
      for (let line = 0; line < lines; line += 2) {
        const even = taps[line]!;
        const odd = taps[line + 1]!;
        outL += even;
        outR += odd;
        const position = at[line]!;
        const next = at[line + 1]!;
        memory[position] = even - back + l;
        memory[next] = odd - back + r;
        at[line] = position + 1 === starts[line + 1] ? starts[line]! : position + 1;
        at[line + 1] = next + 1 === starts[line + 2] ? starts[line + 1]! : next + 1;
      }
      left[frame] = 0.35 * outL;
      right[frame] = 0.35 * outR;
    }
  }
}
