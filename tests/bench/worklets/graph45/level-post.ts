/** What a worklet of this graph posts to the page about 60 times a second. */
export interface Levels {
  readonly peakLeft: number;
  readonly peakRight: number;
  /** Gain reduction, dB, 0 or more. */
  readonly reduction: number;
}

/** Peaks since the last post, posted once a sixtieth of a second of audio has passed. */
export class LevelPost {
  #left = 0;
  #right = 0;
  #due = 0;
  readonly #interval: number;

  constructor(
    readonly port: MessagePort,
    sampleRate: number,
  ) {
    this.#interval = sampleRate / 60;
  }

  measure(left: Float32Array, right: Float32Array): void {
    let l = this.#left;
    let r = this.#right;
    for (let frame = 0; frame < left.length; frame += 1) {
      const x = Math.abs(left[frame]!);
      const y = Math.abs(right[frame]!);
      if (x > l) l = x;
      if (y > r) r = y;
    }
    this.#left = l;
    this.#right = r;
  }

  post(now: number, reduction: number): void {
    if (now < this.#due) return;
    this.#due = now + this.#interval;
    this.port.postMessage({ peakLeft: this.#left, peakRight: this.#right, reduction } satisfies Levels);
    this.#left = 0;
    this.#right = 0;
  }
}
