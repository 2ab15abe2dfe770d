import { Compressor } from '../dsp/compressor.ts';
import { panInto } from '../dsp/pan.ts';
import { Equaliser, equaliserParameters } from './equaliser.ts';
import { LevelPost } from './level-post.ts';

/** Seconds in which gain and pan cover 63.2 % of a step. */
const glide = 0.005;

/** One channel strip as apps write it: EQ, compressor, gain, pan; controls by AudioParam, meters by message. */
class Strip extends AudioWorkletProcessor {
  static get parameterDescriptors() {
    const automationRate = 'k-rate' as const;
    return [
      { name: 'gain', defaultValue: 1, minValue: 0, maxValue: 4, automationRate },
      { name: 'pan', defaultValue: 0, minValue: -1, maxValue: 1, automationRate },
      { name: 'threshold', defaultValue: -24, minValue: -100, maxValue: 0, automationRate },
      { name: 'ratio', defaultValue: 4, minValue: 1, maxValue: 100, automationRate },
      ...equaliserParameters,
    ];
  }

  readonly #equaliser = new Equaliser();
  readonly #compressor = new Compressor(this.#settings(-24, 4), sampleRate);
  readonly #levels: LevelPost | null;
  readonly #matrix = { ll: 1, lr: 0, rl: 0, rr: 1 };
  #gain = Number.NaN;
  #pan = 0;
  #threshold = -24;
  #ratio = 4;

  constructor(init: { processorOptions: { meters: boolean } }) {
    super();
    this.#levels = init.processorOptions.meters ? new LevelPost(this.port, sampleRate) : null;
  }

  process(inputs: Float32Array[][], outputs: Float32Array[][], parameters: Record<string, Float32Array>): boolean {
    const input = inputs[0]!;
    const left = outputs[0]![0]!;
    const right = outputs[0]![1]!;
    if (input.length > 0) {
      left.set(input[0]!);
      right.set(input[1]!);
    }
    this.#equaliser.process(left, right, parameters);

    const threshold = parameters.threshold![0]!;
    const ratio = parameters.ratio![0]!;
    if (threshold !== this.#threshold || ratio !== this.#ratio) {
      this.#threshold = threshold;
      this.#ratio = ratio;
      this.#compressor.set(this.#settings(threshold, ratio), sampleRate);
    }
    this.#compressor.process(left, right, left.length);
    this.#place(left, right, parameters.gain![0]!, parameters.pan![0]!);
    this.#levels?.measure(left, right);
    this.#levels?.post(currentFrame, this.#compressor.reduction);
    return true;
  }

  /** Gain and pan, which follow their controls from quantum to quantum. */
  #place(left: Float32Array, right: Float32Array, gain: number, pan: number): void {
    if (gain !== this.#gain || pan !== this.#pan) {
      const share = Number.isNaN(this.#gain) ? 1 : 1 - Math.exp(-left.length / (glide * sampleRate));
      const near = (from: number, to: number) => (Math.abs(to - from) < 1e-4 ? to : from + share * (to - from));
      this.#gain = share === 1 ? gain : near(this.#gain, gain);
      this.#pan = share === 1 ? pan : near(this.#pan, pan);
      panInto(this.#matrix, this.#gain, this.#pan);
    }
    const { ll, lr, rl, rr } = this.#matrix;
    for (let frame = 0; frame < left.length; frame += 1) {
      const l = left[frame]!;
      const r = right[frame]!;
      left[frame] = ll * l + rl * r;
      right[frame] = lr * l + rr * r;
    }
  }

  #settings(threshold: number, ratio: number) {
    return { threshold, ratio, knee: 6, attack: 0.01, release: 0.2 };
  }
}

registerProcessor('graph45-strip', Strip);
