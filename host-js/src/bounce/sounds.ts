import { MixerError } from '../errors.js';
import type { Sound } from './api.js';

/** Sounds for the threads of a bounce. */
export interface Sounds {
  readonly names: readonly string[];
  /** In Hz; null: that of the mix. */
  readonly rates: readonly (number | null)[];
  /** Views that can be posted: of memory that is shared, or of copies that are transferred. */
  readonly channels: readonly (readonly Float32Array[])[];
}

/** The page may miss a frame for it, and not more. */
const BUSY_MS = 8;

/**
 * Copies sounds to where the threads of a bounce play them from: once, however many there are.
 *
 * @throws MixerError `session-invalid` where one is no sound, `out-of-memory` where there is no room for it
 */
export async function copySounds(buffers: Readonly<Record<string, Sound>>, shared: boolean): Promise<Sounds> {
  const entries = Object.entries(buffers);
  const found = entries.map(([name, sound]) => ({ name, ...read(`buffers.${name}`, sound) }));
  const channels: Float32Array[][] = [];
  let since = performance.now();
  for (const { name, channels: from } of found) {
    channels.push(from.map((channel) => copied(name, channel, shared)));
    if (performance.now() - since < BUSY_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
  return { names: found.map(({ name }) => name), rates: found.map(({ rate }) => rate), channels };
}

function read(path: string, sound: Sound): { channels: readonly Float32Array[]; rate: number | null } {
  const { channels, rate } = parts(path, sound);
  const valid = Array.isArray(channels) && channels.every((channel) => channel instanceof Float32Array);
  if (!valid) throw refused(`${path} takes an AudioBuffer or a list of Float32Arrays, not ${String(sound)}.`);
  if (channels.length < 1 || channels.length > 2)
    throw refused(`${path} has ${channels.length} channels, and a strip takes 1 or 2.`);
  if (channels.some(({ length }) => length !== channels[0]!.length))
    throw refused(`${path} has channels of different lengths.`);
  return { channels, rate };
}

function parts(path: string, sound: Sound): { channels: unknown; rate: number | null } {
  if (typeof sound !== 'object' || sound === null) return { channels: null, rate: null };
  if (Array.isArray(sound)) return { channels: sound, rate: null };
  if ('getChannelData' in sound) {
    const channels = Array.from({ length: sound.numberOfChannels }, (_, channel) => sound.getChannelData(channel));
    return { channels, rate: sound.sampleRate };
  }
  const { channels, sampleRate = null } = sound as Exclude<Sound, AudioBuffer | readonly Float32Array[]>;
  if (sampleRate !== null && !(typeof sampleRate === 'number' && sampleRate > 0))
    throw refused(`${path}.sampleRate takes a number of Hz, not ${String(sampleRate)}.`);
  return { channels, rate: sampleRate };
}

function copied(name: string, channel: Float32Array, shared: boolean): Float32Array {
  if (shared && channel.buffer instanceof SharedArrayBuffer) return channel;
  try {
    const bytes = channel.length * Float32Array.BYTES_PER_ELEMENT;
    const copy = new Float32Array(shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
    copy.set(channel);
    return copy;
  } catch (cause) {
    throw new MixerError(
      'out-of-memory',
      `The browser gave no memory to copy buffers.${name} to: bounce fewer or shorter sounds.`,
      cause,
    );
  }
}

function refused(message: string): MixerError {
  return new MixerError('session-invalid', message);
}
