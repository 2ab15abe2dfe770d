import { Biquad } from './biquad.ts';

const phases = 4;
const taps = 12;
const scopeFrames = 16_384;
/** Of 100 ms; three seconds of them. */
const blocks = 30;

/** A windowed sinc in four phases. Source: ITU-R BS.1770, annex 2, which has one of the same length. */
function interpolator(): Float64Array {
  const filter = new Float64Array(phases * taps);
  for (let phase = 0; phase < phases; phase += 1) {
    for (let tap = 0; tap < taps; tap += 1) {
      const x = tap - taps / 2 + phase / phases;
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      filter[phase * taps + tap] = sinc * Math.cos((Math.PI * x) / (taps + 1)) ** 2;
    }
  }
  return filter;
}

/** What the console measures of its output beside the levels: true peak, loudness, correlation, the last frames. */
export class OutputMeters {
  readonly #filter = interpolator();
  /** The last frames of the quantum before, then this quantum. */
  readonly #historyL: Float32Array;
  readonly #historyR: Float32Array;
  readonly #weighted: readonly [Float32Array, Float32Array];
  readonly #shelf: Biquad;
  readonly #highpass: Biquad;
  readonly #powers = new Float64Array(blocks);
  readonly #blockFrames: number;
  #block = 0;
  #filled = 0;
  /** Power of this block; the sums of products of left with right, left with left, right with right; the true peak. */
  readonly #state = new Float64Array(5);
  /** Integrated: power of the blocks above -70 LUFS, and how many. */
  readonly #gated = new Float64Array(2);
  readonly #forget: number;
  readonly #scope: readonly [Float32Array, Float32Array] = [
    new Float32Array(scopeFrames),
    new Float32Array(scopeFrames),
  ];
  #scopeAt = 0;

  constructor(sampleRate: number, quantum: number) {
    this.#historyL = new Float32Array(taps + quantum);
    this.#historyR = new Float32Array(taps + quantum);
    this.#weighted = [new Float32Array(quantum), new Float32Array(quantum)];
    // Source: ITU-R BS.1770, annex 1: its two stages as cookbook filters.
    this.#shelf = new Biquad({ type: 'highshelf', frequency: 1681.97, gain: 4, Q: 0.7072 }, sampleRate);
    this.#highpass = new Biquad({ type: 'highpass', frequency: 38.135, gain: 0, Q: 0.5003 }, sampleRate);
    this.#blockFrames = Math.round(sampleRate / 10);
    this.#forget = Math.exp(-quantum / (0.3 * sampleRate));
  }

  measure(left: Float32Array, right: Float32Array, frames: number): void {
    this.#state[4] = Math.max(
      this.#state[4]!,
      this.#truePeak(this.#historyL, left, frames),
      this.#truePeak(this.#historyR, right, frames),
    );
    this.#loudness(left, right, frames);
    this.#correlation(left, right, frames);
    this.#scope[0].set(left, this.#scopeAt);
    this.#scope[1].set(right, this.#scopeAt);
    this.#scopeAt = (this.#scopeAt + frames) % scopeFrames;
  }

  #truePeak(history: Float32Array, samples: Float32Array, frames: number): number {
    const filter = this.#filter;
    history.copyWithin(0, frames);
    history.set(samples, taps);
    let peak = 0;
    for (let frame = 0; frame < frames; frame += 1) {
      for (let at = 0; at < phases * taps; at += taps) {
        let sum = 0;
        for (let tap = 0; tap < taps; tap += 1) sum += filter[at + tap]! * history[frame + tap]!;
        const x = Math.abs(sum);
        if (x > peak) peak = x;
      }
    }
    return peak;
  }

  #loudness(left: Float32Array, right: Float32Array, frames: number): void {
    const [l, r] = this.#weighted as [Float32Array, Float32Array];
    l.set(left);
    r.set(right);
    this.#shelf.process(l, r, frames);
    this.#highpass.process(l, r, frames);
    let power = 0;
    for (let frame = 0; frame < frames; frame += 1) power += l[frame]! * l[frame]! + r[frame]! * r[frame]!;
    this.#state[0] = this.#state[0]! + power;
    this.#filled += frames;
    if (this.#filled < this.#blockFrames) return;
    const mean = this.#state[0]! / this.#filled;
    this.#powers[this.#block] = mean;
    this.#block = (this.#block + 1) % blocks;
    if (lufs(mean) > -70) {
      this.#gated[0] = this.#gated[0]! + mean;
      this.#gated[1] = this.#gated[1]! + 1;
    }
    this.#state[0] = 0;
    this.#filled = 0;
  }

  #correlation(left: Float32Array, right: Float32Array, frames: number): void {
    let both = 0;
    let lefts = 0;
    let rights = 0;
    for (let frame = 0; frame < frames; frame += 1) {
      const l = left[frame]!;
      const r = right[frame]!;
      both += l * r;
      lefts += l * l;
      rights += r * r;
    }
    const state = this.#state;
    state[1] = state[1]! * this.#forget + both;
    state[2] = state[2]! * this.#forget + lefts;
    state[3] = state[3]! * this.#forget + rights;
  }

  /** Writes true peak, momentary, short-term and integrated loudness and correlation from `at` on. */
  take(to: Float32Array, at: number): void {
    const state = this.#state;
    let [momentary, shortTerm] = [0, 0];
    for (let block = 0; block < blocks; block += 1) {
      shortTerm += this.#powers[block]! / blocks;
      if ((this.#block - 1 - block + blocks) % blocks < 4) momentary += this.#powers[block]! / 4;
    }
    to[at] = state[4]!;
    to[at + 1] = lufs(momentary);
    to[at + 2] = lufs(shortTerm);
    to[at + 3] = lufs(this.#gated[0]! / this.#gated[1]!);
    to[at + 4] = state[1]! / Math.sqrt(state[2]! * state[3]!);
    state[4] = 0;
  }
}

function lufs(power: number): number {
  return -0.691 + 10 * Math.log10(power);
}
