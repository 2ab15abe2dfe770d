import { Equaliser, equaliserParameters } from './equaliser.ts';
import { LevelPost } from './level-post.ts';

/** What the sum goes through: EQ, and a meter by message. */
class Master extends AudioWorkletProcessor {
  static get parameterDescriptors() {
    return equaliserParameters;
  }

  readonly #equaliser = new Equaliser();
  readonly #levels: LevelPost | null;

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
    this.#levels?.measure(left, right);
    this.#levels?.post(currentFrame, 0);
    return true;
  }
}

registerProcessor('graph45-master', Master);
