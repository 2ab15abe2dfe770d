import type { Backend, Mixer } from 'megamixer';
import { createMixer, MixerError } from '/dist/megamixer.js';
import { bothContexts, heard } from './both-contexts.ts';
import { feed } from './realtime.ts';
import { endWatchers, Watcher } from './watcher.ts';

export const impossible = {
  'a closed context': async (mixer: Mixer) => {
    const context = new AudioContext();
    await context.close();
    return mixer.moveTo(context);
  },
  'a context of another library': (mixer: Mixer) =>
    mixer.moveTo({ rawContext: mixer.context, sampleRate: 48_000, state: 'running' } as unknown as BaseAudioContext),
  'an aborted signal': (mixer: Mixer) =>
    mixer.moveTo(new OfflineAudioContext(2, 128, 48_000), { signal: AbortSignal.abort() }),
  'a signal that aborts meanwhile': (mixer: Mixer) => {
    const abort = new AbortController();
    const moved = mixer.moveTo(new OfflineAudioContext(2, 128, 48_000), { signal: abort.signal });
    queueMicrotask(() => abort.abort());
    return moved;
  },
  'a page without memory': async (mixer: Mixer) => {
    const { Memory } = WebAssembly;
    WebAssembly.Memory = (() => {
      throw new RangeError('could not allocate memory');
    }) as unknown as typeof Memory;
    try {
      return await mixer.moveTo(new OfflineAudioContext(2, 128, 48_000));
    } finally {
      WebAssembly.Memory = Memory;
    }
  },
} as const;

/** Asks a mixer that plays to move where it cannot, one after the other; what it says, and whether anything of that was heard. */
export async function moveInVain(backend: Backend, ways: readonly (keyof typeof impossible)[]) {
  const [context] = await bothContexts();
  const mixer = await createMixer(context, { backend });
  mixer.strips[5]!.gain.value = 0.25;
  await mixer.settled();
  let events = 0;
  for (const type of ['nodechange', 'fault', 'restart']) mixer.addEventListener(type, () => (events += 1));
  feed(mixer, [5]);
  const watcher = await Watcher.listen(mixer.node);
  const { node } = mixer;
  const codes: (string | undefined)[] = [];
  for (const way of ways) {
    const error = await impossible[way](mixer).then(
      () => undefined,
      (error: unknown) => error,
    );
    codes.push(error instanceof MixerError ? error.code : String(error));
  }
  mixer.strips[5]!.gain.value = 0.5;
  const { last, silences } = await heard(watcher);
  const figures = {
    codes,
    events,
    silences: silences.length,
    last,
    stays: mixer.node === node && mixer.context === context,
  };
  mixer.dispose();
  endWatchers(context);
  return figures;
}
