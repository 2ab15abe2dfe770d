/** Frames that it looks ahead, a power of two. */
const ahead = 64;

/**
 * A limiter on the sample peak with look-ahead: the smallest gain wanted in the next 64 frames, kept in a monotonic queue,
 * recovering by a one-pole, averaged over 64 frames so that it arrives in time.
 */
export class Limiter {
  readonly #ceiling: number;
  readonly #release: number;
  readonly #left = new Float32Array(ahead);
  readonly #right = new Float32Array(ahead);
  /** The queue: gains ascending, and the frames that they were wanted at. A ring. */
  readonly #gains = new Float64Array(ahead * 2);
  readonly #frames = new Int32Array(ahead * 2);
  #first = 0;
  #end = 0;
  readonly #recent = new Float64Array(ahead).fill(1);
  /** The recovering gain, and the sum of the recent ones. */
  readonly #state = new Float64Array([1, ahead]);
  #frame = 0;
  #reduction = 0;

  constructor({ ceiling, release }: { ceiling: number; release: number }, sampleRate: number) {
    this.#ceiling = 10 ** (ceiling / 20);
    this.#release = 1 - Math.exp(-1 / (release * sampleRate));
  }

  /** dB, 0 or more: the last one. */
  get reduction(): number {
    return this.#reduction;
  }

  /** In place, 64 frames later. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    const ceiling = this.#ceiling;
    const release = this.#release;
    const gains = this.#gains;
    const wantedAt = this.#frames;
    const recent = this.#recent;
    const mask = ahead - 1;
    const queueMask = 2 * ahead - 1;
    let first = this.#first;
    let end = this.#end;
    let gain = this.#state[0]!;
    let sum = this.#state[1]!;
    let now = this.#frame;
    for (let frame = 0; frame < frames; frame += 1) {
      const l = left[frame]!;
      const r = right[frame]!;
      const absL = Math.abs(l);
      const absR = Math.abs(r);
      const peak = absL > absR ? absL : absR;
      const wanted = peak > ceiling ? ceiling / peak : 1;
      while (end > first && gains[(end - 1) & queueMask]! >= wanted) end -= 1;
      gains[end & queueMask] = wanted;
      wantedAt[end & queueMask] = now;
      end += 1;
      if (wantedAt[first & queueMask]! <= now - ahead) first += 1;
      const smallest = gains[first & queueMask]!;
      gain = smallest < gain ? smallest : gain + release * (smallest - gain);
      const slot = now & mask;
      sum += gain - recent[slot]!;
      recent[slot] = gain;
      const factor = sum / ahead;
      left[frame] = this.#left[slot]! * factor;
      right[frame] = this.#right[slot]! * factor;
      this.#left[slot] = l;
      this.#right[slot] = r;
      now = (now + 1) | 0;
    }
    this.#first = first;
    this.#end = end;
    this.#state[0] = gain;
    this.#state[1] = sum;
    this.#frame = now;
    this.#reduction = -20 * Math.log10(sum / ahead);
  }
}
