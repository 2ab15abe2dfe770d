/** Sums its inputs. */
class Mixer extends AudioWorkletProcessor {
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const left = outputs[0]![0]!;
    const right = outputs[0]![1]!;
    for (let index = 0; index < inputs.length; index += 1) {
      const input = inputs[index]!;
      if (input.length === 0) continue;
      const l = input[0]!;
      const r = input[1]!;
      for (let frame = 0; frame < left.length; frame += 1) {
        left[frame] = left[frame]! + l[frame]!;
        right[frame] = right[frame]! + r[frame]!;
      }
    }
    return true;
  }
}

registerProcessor('graph45-mixer', Mixer);
