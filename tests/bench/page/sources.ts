import { Random } from '../../scenes/random.ts';
import { sampleRate } from '../settings.ts';

/** What the sources of a case are. */
export interface SourceSet {
  readonly count: number;
  /** How many of them are started; all by default. */
  readonly playing?: number;
  /** Whether they play zeros instead of noise. */
  readonly silent?: boolean;
  /** The largest sample of the noise; half of full scale by default. */
  readonly peak?: number;
}

const seconds = 1;
const noises = new Map<string, AudioBuffer>();
let zeros: AudioBuffer | undefined;

/** A second of white noise, another one for each strip, made once per page. */
function noise(strip: number, peak: number): AudioBuffer {
  const key = `${strip} ${peak}`;
  const known = noises.get(key);
  if (known !== undefined) return known;
  const buffer = emptyBuffer();
  for (const channel of [0, 1]) {
    const random = new Random(strip * 2 + channel);
    const samples = Float32Array.from({ length: buffer.length }, () => random.between(-peak, peak));
    buffer.copyToChannel(samples, channel);
  }
  noises.set(key, buffer);
  return buffer;
}

function emptyBuffer(): AudioBuffer {
  return new AudioBuffer({ numberOfChannels: 2, length: seconds * sampleRate, sampleRate });
}

/** One looping source per strip, connected to nothing yet. */
export function makeSources(
  context: BaseAudioContext,
  { count, playing = count, silent = false, peak = 0.5 }: SourceSet,
): AudioBufferSourceNode[] {
  zeros ??= emptyBuffer();
  return Array.from({ length: count }, (_, strip) => {
    const source = new AudioBufferSourceNode(context, { buffer: silent ? zeros! : noise(strip, peak), loop: true });
    if (strip < playing) source.start();
    return source;
  });
}
