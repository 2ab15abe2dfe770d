/** A delay of two channels with repeats, each through a one-pole low-pass. Wet alone. */
export class Echo {
  readonly #left: Float32Array;
  readonly #right: Float32Array;
  readonly #feedback: number;
  readonly #cut: number;
  readonly #low = new Float64Array(2);
  #at = 0;

  constructor({ time, feedback, highCut }: { time: number; feedback: number; highCut: number }, sampleRate: number) {
    const length = Math.round(time * sampleRate);
    this.#left = new Float32Array(length);
    this.#right = new Float32Array(length);
    this.#feedback = feedback;
    this.#cut = 1 - Math.exp((-2 * Math.PI * highCut) / sampleRate);
  }

  /** In place. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    const storeL = this.#left;
    const storeR = this.#right;
    const length = storeL.length;
    const feedback = this.#feedback;
    const cut = this.#cut;
    let lowL = this.#low[0]!;
    let lowR = this.#low[1]!;
    let at = this.#at;
    for (let frame = 0; frame < frames; frame += 1) {
      lowL += cut * (storeL[at]! - lowL);
      lowR += cut * (storeR[at]! - lowR);
      storeL[at] = left[frame]! + feedback * lowL;
      storeR[at] = right[frame]! + feedback * lowR;
      left[frame] = lowL;
      right[frame] = lowR;
      at += 1;
      if (at === length) at = 0;
    }
    this.#low[0] = lowL;
    this.#low[1] = lowR;
    this.#at = at;
  }
}
