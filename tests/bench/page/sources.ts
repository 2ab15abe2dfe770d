import { Random } from '../../scenes/random.ts';
import { sampleRate } from '../settings.ts';

/** What the sources of a case are. */
export interface SourceSet {
  readonly count: number;
  /** How many of them are started; all by default. */
  readonly playing?: number;
  /** Whether they play zeros instead of noise. */
  readonly silent?: boolean;
}

const seconds = 1;
const noises: AudioBuffer[] = [];
let zeros: AudioBuffer | undefined;

/** A second of white noise at -6 dBFS peak, another one for each strip, made once per page. */
function noise(strip: number): AudioBuffer {
  let buffer = noises[strip];
  if (buffer === undefined) {
    buffer = emptyBuffer();
    for (const channel of [0, 1]) {
      const random = new Random(strip * 2 + channel);
      buffer.copyToChannel(
        Float32Array.from({ length: buffer.length }, () => random.between(-0.5, 0.5)),
        channel,
      );
    }
    noises[strip] = buffer;
  }
  return buffer;
}

function emptyBuffer(): AudioBuffer {
  return new AudioBuffer({ numberOfChannels: 2, length: seconds * sampleRate, sampleRate });
}

/** One looping source per strip, connected to nothing yet. */
export function makeSources(
  context: BaseAudioContext,
  { count, playing = count, silent = false }: SourceSet,
): AudioBufferSourceNode[] {
  zeros ??= emptyBuffer();
  return Array.from({ length: count }, (_, strip) => {
    const source = new AudioBufferSourceNode(context, { buffer: silent ? zeros! : noise(strip), loop: true });
    if (strip < playing) source.start();
    return source;
  });
}
