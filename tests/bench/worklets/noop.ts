/** Does nothing; but its very first sample is the number of its inputs that are stereo, to see that they are there. */
class Noop extends AudioWorkletProcessor {
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    if (currentFrame === 0) outputs[0]![0]![0] = inputs.filter(({ length }) => length === 2).length;
    return true;
  }
}

registerProcessor('bench-noop', Noop);
