export interface CompressorSettings {
  /** dB. */
  readonly threshold: number;
  /** dB. */
  readonly knee: number;
  readonly ratio: number;
  /** Seconds for 63.2 % of the gain reduction in dB. */
  readonly attack: number;
  readonly release: number;
}

const dbPerLog = 20 / Math.LN10;
const logPerDb = 1 / dbPerLog;

/**
 * A feed-forward compressor: the peak of both channels, in decibels, through a soft knee, smoothed in decibels with
 * branching (Giannoulis et al.). At every frame, as ours does it; or, since logarithm and exponential cost more than all
 * the rest of a strip in JavaScript, once in several frames, with a gain that moves evenly between.
 */
export class Compressor {
  readonly #gainFrames: number;
  #threshold = 0;
  #knee = 0;
  #slope = 0;
  #attack = 0;
  #release = 0;
  /** Gain reduction in dB, and the gain that it makes. */
  readonly #state = new Float64Array([0, 1]);

  /** @param gainFrames for how many frames one gain is computed; a quantum is a multiple of it */
  constructor(settings: CompressorSettings, sampleRate: number, gainFrames = 1) {
    this.#gainFrames = gainFrames;
    this.set(settings, sampleRate);
  }

  set({ threshold, knee, ratio, attack, release }: CompressorSettings, sampleRate: number): void {
    const pole = (seconds: number) => 1 - Math.exp(-this.#gainFrames / (Math.max(seconds, 1e-6) * sampleRate));
    this.#threshold = threshold;
    this.#knee = knee;
    this.#slope = 1 - 1 / ratio;
    this.#attack = pole(attack);
    this.#release = pole(release);
  }

  /** dB, 0 or more. */
  get reduction(): number {
    return this.#state[0]!;
  }

  /** In place. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    if (this.#gainFrames === 1) this.#everyFrame(left, right, frames);
    else this.#everyFew(left, right, frames);
  }

  #everyFrame(left: Float32Array, right: Float32Array, frames: number): void {
    const threshold = this.#threshold;
    const half = this.#knee / 2;
    const slope = this.#slope;
    const bend = half > 0 ? slope / (4 * half) : 0;
    const attack = this.#attack;
    const release = this.#release;
    // Below it nothing is wanted, and no logarithm needed.
    const lowest = Math.exp((threshold - half) / dbPerLog);
    let reduction = this.#state[0]!;
    for (let frame = 0; frame < frames; frame += 1) {
      const l = left[frame]!;
      const r = right[frame]!;
      const absL = Math.abs(l);
      const absR = Math.abs(r);
      const peak = absL > absR ? absL : absR;
      let wanted = 0;
      if (peak > lowest) {
        const over = dbPerLog * Math.log(peak) - threshold;
        wanted = over >= half ? slope * over : bend * (over + half) * (over + half);
      }
      reduction += (wanted > reduction ? attack : release) * (wanted - reduction);
      const gain = Math.exp(reduction * -logPerDb);
      left[frame] = l * gain;
      right[frame] = r * gain;
    }
    this.#state[0] = reduction;
  }

  #everyFew(left: Float32Array, right: Float32Array, frames: number): void {
    const step = this.#gainFrames;
    const threshold = this.#threshold;
    const half = this.#knee / 2;
    const slope = this.#slope;
    const bend = half > 0 ? slope / (4 * half) : 0;
    const attack = this.#attack;
    const release = this.#release;
    let reduction = this.#state[0]!;
    let gain = this.#state[1]!;
    for (let first = 0; first < frames; first += step) {
      const end = first + step;
      let peak = 1e-6;
      for (let frame = first; frame < end; frame += 1) {
        const l = Math.abs(left[frame]!);
        const r = Math.abs(right[frame]!);
        const larger = l > r ? l : r;
        if (larger > peak) peak = larger;
      }
      const over = dbPerLog * Math.log(peak) - threshold;
      let wanted = 0;
      if (over >= half) wanted = slope * over;
      else if (over > -half) wanted = bend * (over + half) * (over + half);
      reduction += (wanted > reduction ? attack : release) * (wanted - reduction);
      const target = Math.exp(reduction * -logPerDb);
      const rise = (target - gain) / step;
      for (let frame = first; frame < end; frame += 1) {
        gain += rise;
        left[frame] = left[frame]! * gain;
        right[frame] = right[frame]! * gain;
      }
      gain = target;
    }
    this.#state[0] = reduction;
    this.#state[1] = gain;
  }
}
