export interface GateSettings {
  /** dB. */
  readonly threshold: number;
  /** The most that it takes away, dB. */
  readonly range: number;
  readonly ratio: number;
  /** Seconds. */
  readonly attack: number;
  readonly hold: number;
  readonly release: number;
}

const dbPerLog = 20 / Math.LN10;

/** A downward expander on the peak of both channels. While it is open it only looks for the peak. */
export class Gate {
  readonly #gainFrames: number;
  readonly #settings: GateSettings;
  /** Linear. */
  readonly #threshold: number;
  readonly #attack: number;
  readonly #release: number;
  readonly #holdFrames: number;
  /** Gain reduction in dB, and the gain that it makes. */
  readonly #state = new Float64Array([0, 1]);
  #heldFrames = 0;

  /** @param gainFrames for how many frames one gain is computed; a quantum is a multiple of it */
  constructor(settings: GateSettings, sampleRate: number, gainFrames: number) {
    const pole = (seconds: number) => 1 - Math.exp(-gainFrames / (Math.max(seconds, 1e-6) * sampleRate));
    this.#gainFrames = gainFrames;
    this.#settings = settings;
    this.#threshold = 10 ** (settings.threshold / 20);
    this.#attack = pole(settings.attack);
    this.#release = pole(settings.release);
    this.#holdFrames = Math.round(settings.hold * sampleRate);
  }

  /** dB, 0 or more. */
  get reduction(): number {
    return this.#state[0]!;
  }

  /** In place. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    const gainFrames = this.#gainFrames;
    const threshold = this.#threshold;
    let reduction = this.#state[0]!;
    let gain = this.#state[1]!;
    let held = this.#heldFrames;
    for (let first = 0; first < frames; first += gainFrames) {
      const end = first + gainFrames;
      let peak = 1e-6;
      for (let frame = first; frame < end; frame += 1) {
        const l = Math.abs(left[frame]!);
        const r = Math.abs(right[frame]!);
        const larger = l > r ? l : r;
        if (larger > peak) peak = larger;
      }
      if (peak >= threshold) held = this.#holdFrames;
      else if (held > 0) held -= gainFrames;
      // Open, and stays so: nothing to compute, nothing to multiply.
      if (held > 0 && reduction === 0) continue;
      const wanted = held > 0 ? 0 : this.#wanted(peak);
      reduction += (wanted > reduction ? this.#release : this.#attack) * (wanted - reduction);
      if (reduction < 1e-4) reduction = 0;
      const target = Math.exp(-reduction / dbPerLog);
      const rise = (target - gain) / gainFrames;
      for (let frame = first; frame < end; frame += 1) {
        gain += rise;
        left[frame] = left[frame]! * gain;
        right[frame] = right[frame]! * gain;
      }
      gain = target;
    }
    this.#state[0] = reduction;
    this.#state[1] = gain;
    this.#heldFrames = held;
  }

  /** dB, below the threshold. */
  #wanted(peak: number): number {
    const { threshold, range, ratio } = this.#settings;
    return Math.min(range, (ratio - 1) * (threshold - dbPerLog * Math.log(peak)));
  }
}
