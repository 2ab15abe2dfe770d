import type { Loop } from './loop.ts';
import { renderLoop } from './loop-renderer.ts';
import { samplesOf } from './loops.ts';

/** Beside the page's own script: the build copies the recordings there. */
const SAMPLES_URL = new URL('./samples/', import.meta.url);

/** Decoders and offline contexts have threads of their own, but not endlessly many. */
const AT_ONCE = 4;

export class SampleError extends Error {
  override readonly name = 'SampleError';
}

/** Fetches and decodes every recording and makes the loops of them. `onProgress` hears from 0 to 1; `signal` ends it. */
export async function loadLoops(
  context: BaseAudioContext,
  loops: readonly Loop[],
  onProgress: (done: number, what: string) => void,
  signal: AbortSignal | null = null,
): Promise<AudioBuffer[]> {
  const names = samplesOf(loops);
  const steps = names.length + loops.length;
  let done = 0;
  const step = (what: string): void => {
    signal?.throwIfAborted();
    onProgress(++done / steps, what);
  };

  const samples = new Map<string, AudioBuffer>();
  await eachOf(names, async (name) => {
    samples.set(name, await decode(context, name, signal));
    step(`Decoded ${name}`);
  });
  const rendered: AudioBuffer[] = [];
  await eachOf([...loops.entries()], async ([i, loop]) => {
    rendered[i] = await renderLoop(loop, samples, context.sampleRate);
    step(`Arranged ${loop.name}`);
  });
  return rendered;
}

async function decode(context: BaseAudioContext, name: string, signal: AbortSignal | null): Promise<AudioBuffer> {
  const url = new URL(`${name}.flac`, SAMPLES_URL);
  const response = await fetch(url, { signal });
  if (!response.ok) {
    throw new SampleError(`${url.pathname} is not there (status ${response.status}): run \`make build\`.`);
  }
  try {
    return await context.decodeAudioData(await response.arrayBuffer());
  } catch (cause) {
    throw new SampleError(`This browser could not decode ${name}.flac.`, { cause });
  }
}

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
