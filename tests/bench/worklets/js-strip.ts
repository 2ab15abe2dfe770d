import type { StripSettings } from '../settings.ts';
import { panInto } from './dsp/pan.ts';

/** One strip of a console of worklets: trim, gain and pan to output 0, and the sends to the four others. */
class JsStrip extends AudioWorkletProcessor {
  readonly #matrix = { ll: 0, lr: 0, rl: 0, rr: 0 };
  readonly #sends: Float64Array;

  constructor(init: { processorOptions: StripSettings }) {
    super();
    const { trim, gain, pan, sends } = init.processorOptions;
    panInto(this.#matrix, trim * gain, pan);
    this.#sends = Float64Array.from(sends);
  }

  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const input = inputs[0]!;
    if (input.length === 0) return true;
    const { ll, lr, rl, rr } = this.#matrix;
    const left = input[0]!;
    const right = input[1]!;
    const toL = outputs[0]![0]!;
    const toR = outputs[0]![1]!;
    for (let frame = 0; frame < left.length; frame += 1) {
      const l = left[frame]!;
      const r = right[frame]!;
      toL[frame] = ll * l + rl * r;
      toR[frame] = lr * l + rr * r;
    }
    for (let bus = 0; bus < this.#sends.length; bus += 1) {
      const level = this.#sends[bus]!;
      const sentL = outputs[bus + 1]![0]!;
      const sentR = outputs[bus + 1]![1]!;
      for (let frame = 0; frame < left.length; frame += 1) {
        sentL[frame] = level * toL[frame]!;
        sentR[frame] = level * toR[frame]!;
      }
    }
    return true;
  }
}

registerProcessor('bench-js-strip', JsStrip);
