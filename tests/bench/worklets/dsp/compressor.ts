/** Frames for which one gain is computed; it moves evenly between. */
const stepFrames = 8;

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

/**
 * A feed-forward compressor: the peak of both channels, in decibels, through a soft knee, smoothed in decibels. Logarithm
 * and exponential are taken once in 8 frames, since in JavaScript they cost more than all the rest of a strip.
 */
export class Compressor {
  #threshold = 0;
  #knee = 0;
  #slope = 0;
  #attack = 0;
  #release = 0;
  /** Gain reduction in dB, and the gain that it makes. */
  readonly #state = new Float64Array([0, 1]);

  constructor(settings: CompressorSettings, sampleRate: number) {
    this.set(settings, sampleRate);
  }

  set({ threshold, knee, ratio, attack, release }: CompressorSettings, sampleRate: number): void {
    const pole = (seconds: number) => 1 - Math.exp(-stepFrames / (Math.max(seconds, 1e-6) * sampleRate));
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

  /** In place. `frames` is a multiple of 8, as every quantum is. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    const threshold = this.#threshold;
    const knee = this.#knee;
    const slope = this.#slope;
    const attack = this.#attack;
    const release = this.#release;
    let reduction = this.#state[0]!;
    let gain = this.#state[1]!;
    for (let first = 0; first < frames; first += stepFrames) {
      const end = first + stepFrames;
      let peak = 1e-6;
      for (let frame = first; frame < end; frame += 1) {
        const l = Math.abs(left[frame]!);
        const r = Math.abs(right[frame]!);
        const larger = l > r ? l : r;
        if (larger > peak) peak = larger;
      }
      const over = dbPerLog * Math.log(peak) - threshold;
      let wanted = 0;
      if (2 * over >= knee) wanted = slope * over;
      else if (2 * over > -knee) wanted = (slope * (over + knee / 2) ** 2) / (2 * knee);
      reduction += (wanted > reduction ? attack : release) * (wanted - reduction);
      const target = Math.exp(-reduction / dbPerLog);
      const step = (target - gain) / stepFrames;
      for (let frame = first; frame < end; frame += 1) {
        gain += step;
        left[frame] = left[frame]! * gain;
        right[frame] = right[frame]! * gain;
      }
      gain = target;
    }
    this.#state[0] = reduction;
    this.#state[1] = gain;
  }
}
