import { Random } from '../../scenes/random.ts';

export interface NoiseOptions {
  seed: number;
  channels: 1 | 2;
  frames: number;
  /** The largest sample. */
  peak?: number;
}

/** White noise, the same for a seed whatever the context. */
export function noise(context: BaseAudioContext, { seed, channels, frames, peak = 0.5 }: NoiseOptions) {
  const buffer = new AudioBuffer({ numberOfChannels: channels, length: frames, sampleRate: context.sampleRate });
  const random = new Random(seed);
  for (let channel = 0; channel < channels; channel += 1) {
    const samples = buffer.getChannelData(channel);
    for (let frame = 0; frame < frames; frame += 1) samples[frame] = random.between(-peak, peak);
  }
  return new AudioBufferSourceNode(context, { buffer });
}
