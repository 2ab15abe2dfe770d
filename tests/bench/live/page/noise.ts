import { Random } from '../../../scenes/random.ts';

/** Loops of a second of noise that play already, one for each strip. */
export function noiseSources(context: BaseAudioContext, count: number, level = 0.1): AudioBufferSourceNode[] {
  const { sampleRate } = context;
  return Array.from({ length: count }, (_, index) => {
    const buffer = new AudioBuffer({ numberOfChannels: 2, length: sampleRate, sampleRate });
    for (const channel of [0, 1]) {
      const random = new Random(index * 2 + channel);
      buffer.copyToChannel(
        Float32Array.from({ length: sampleRate }, () => random.between(-level, level)),
        channel,
      );
    }
    const source = new AudioBufferSourceNode(context, { buffer, loop: true });
    source.start();
    return source;
  });
}
