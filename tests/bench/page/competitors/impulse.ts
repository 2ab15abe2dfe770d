import { Random } from '../../../scenes/random.ts';
import { reverb } from '../../settings.ts';

let made: AudioBuffer | undefined;

/** Two seconds of noise that falls by 60 dB, in stereo: what a convolver makes a reverb of. Made once per page. */
export function impulse(sampleRate: number): AudioBuffer {
  if (made === undefined) {
    const length = reverb.decay * sampleRate;
    made = new AudioBuffer({ numberOfChannels: 2, length, sampleRate });
    for (const channel of [0, 1]) {
      const random = new Random(5000 + channel);
      made.copyToChannel(
        Float32Array.from({ length }, (_, frame) => random.between(-1, 1) * 10 ** ((-3 * frame) / length)),
        channel,
      );
    }
  }
  return made;
}
