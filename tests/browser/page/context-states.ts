import type { Backend, Mixer } from 'megamixer';
import { createMixer, MixerError } from '/dist/megamixer.js';
import { close, feed, pause, play, playing, until } from './realtime.ts';
import { Watcher } from './watcher.ts';

/** One that has been suspended may be late to play. */
const LATE_MS = 15_000;

/** Counts what a mixer tells of trouble. */
function troubles(mixer: Mixer): () => number {
  let count = 0;
  for (const type of ['fault', 'restart', 'nodechange']) mixer.addEventListener(type, () => (count += 1));
  return () => count;
}

/** `done` where the promise has resolved in time, the code of what it was rejected with, `pending` where neither. */
function fate(promise: Promise<unknown>, withinMs = 2000): Promise<string> {
  const settled = promise.then(
    () => 'done',
    (error: unknown) => (error instanceof MixerError ? error.code : String(error)),
  );
  return Promise.race([settled, pause(withinMs).then(() => 'pending')]);
}

/** A mixer whose context is suspended while it plays, and resumed. */
export function suspendAndResume(backend: Backend) {
  return playing({ backend }, async (mixer, context) => {
    const trouble = troubles(mixer);
    const strip = mixer.strips[4]!;
    strip.gain.value = 0.5;
    await mixer.settled();
    feed(mixer, [4]);
    const watcher = await Watcher.listen(mixer.node);
    await play(context, 0.3, LATE_MS);
    const before = (await watcher.heard()).last;

    await context.suspend();
    await pause(50);
    const stood = context.currentTime;
    strip.gain.value = 0.25;
    const settled = await fate(mixer.settled());
    const rebuilt = await fate(mixer.rebuild());
    strip.pan.value = -1;
    const { load } = mixer.stats;
    await pause(200);
    const moved = context.currentTime - stood;
    const restarts = trouble();

    await context.resume();
    await play(context, 0.3, LATE_MS);
    const { last: after, silences } = await watcher.heard();
    return { before, after, settled, rebuilt, load, moved, restarts, silences: silences.length, troubles: trouble() };
  });
}

/** Says that a context is in a state that no test can bring about. */
async function pretending<R>(context: AudioContext, state: string, work: () => Promise<R>): Promise<R> {
  Object.defineProperty(context, 'state', { value: state, configurable: true });
  context.dispatchEvent(new Event('statechange'));
  try {
    return await work();
  } finally {
    delete (context as { state?: string }).state;
    context.dispatchEvent(new Event('statechange'));
  }
}

/** A mixer whose context says that it is in a state which is neither running, suspended nor closed. */
export function inState(backend: Backend, state: string) {
  return playing({ backend }, async (mixer, context) => {
    const trouble = troubles(mixer);
    const strip = mixer.strips[4]!;
    feed(mixer, [4]);
    const watcher = await Watcher.listen(mixer.node);
    await play(context, 0.1, LATE_MS);
    const elsewhere = new AudioContext();
    const during = await pretending(context, state, async () => {
      strip.gain.value = 0.25;
      const settled = await fate(mixer.settled());
      const { load } = mixer.stats;
      const { contextState } = await mixer.stats.report();
      const another = await createMixer(context, { backend });
      const moved = [await fate(another.moveTo(elsewhere)), await fate(another.moveTo(context))];
      const there = another.node.context === context;
      another.dispose();
      return { settled, load, contextState, moved, there, troubles: trouble() };
    });
    await close(elsewhere, undefined);
    await play(context, 0.2, LATE_MS);
    const after = (await watcher.heard()).last;
    // The first read begins to measure.
    void mixer.stats.load;
    await until(() => mixer.stats.load !== null, 15_000);
    return { ...during, after };
  });
}

/** A mixer whose context is closed while it plays. */
export async function closeUnderneath(backend: Backend) {
  const context = new AudioContext();
  await context.resume();
  const mixer = await createMixer(context, { backend });
  const trouble = troubles(mixer);
  feed(mixer, [4]);
  mixer.node.connect(context.destination);
  const { meter } = mixer.strips[4]!;
  await until(() => meter.peak > 0, 5000);
  await context.close();
  await pause(50);
  const { gain } = mixer.strips[4]!;
  let told = 0;
  gain.subscribe(() => (told += 1));
  gain.value = 0.5;
  const figures = {
    gain: gain.value,
    told,
    saved: mixer.snapshot().strips?.[4],
    meter: meter.peak,
    load: mixer.stats.load,
    report: (await mixer.stats.report()).contextState,
    fates: [
      await fate(mixer.settled()),
      await fate(mixer.rebuild()),
      await fate(mixer.settled()),
      await fate(createMixer(context)),
    ],
    troubles: trouble(),
    disposed: false,
  };
  mixer.dispose();
  return { ...figures, disposed: mixer.disposed };
}

/** A mixer whose offline context has rendered, of which it may not have heard yet; something was written that was not to be waited for. */
export async function rendered(backend: Backend) {
  const context = new OfflineAudioContext(2, 48_000, 48_000);
  const mixer = await createMixer(context, { backend });
  feed(mixer, [4]);
  mixer.node.connect(context.destination);
  const { gain, meter } = mixer.strips[4]!;
  const wanted = meter.peakSinceRead;
  await mixer.settled();
  const rendering = context.startRendering();
  gain.value = 0.5;
  const pending = fate(mixer.settled());
  await rendering;
  gain.value = 0.25;
  const fates = [await fate(mixer.settled()), await fate(mixer.rebuild()), await fate(mixer.settled())];
  await pause(200);
  fates.push(await fate(mixer.settled()));
  await until(() => meter.peak > 0, 5000);
  const since = [meter.peakSinceRead > 0, meter.peakSinceRead];

  const next = new OfflineAudioContext(2, 4800, 48_000);
  const moved = await fate(mixer.moveTo(next));
  feed(mixer, [4]);
  mixer.node.connect(next.destination);
  await mixer.settled();
  const heard = (await next.startRendering()).getChannelData(0).at(-1);
  mixer.dispose();
  return { wanted, pending: await pending, fates, since, moved, heard };
}

/** Two contexts of one page, each with a mixer of its own; then the first one ends. */
export async function twoContexts(backends: readonly [Backend, Backend]) {
  const contexts = [44_100, 48_000].map((sampleRate) => new AudioContext({ sampleRate }));
  const gains = [0.25, 0.75];
  const mixers: Mixer[] = [];
  const watchers: Watcher[] = [];
  for (const [index, context] of contexts.entries()) {
    await context.resume();
    const mixer = await createMixer(context, { backend: backends[index]! });
    mixer.strips[index]!.gain.value = gains[index]!;
    await mixer.settled();
    feed(mixer, [index]);
    mixers.push(mixer);
    watchers.push(await Watcher.listen(mixer.node));
  }
  const trouble = mixers.map(troubles);
  const hear = (index: number) => watchers[index]!.heard();
  await play(contexts[0]!, 0.3, LATE_MS);
  await play(contexts[1]!, 0.3, LATE_MS);
  const both = [(await hear(0)).last[0], (await hear(1)).last[0]];
  await close(contexts[0]!, mixers[0]);
  mixers[1]!.strips[1]!.gain.value = 0.5;
  await play(contexts[1]!, 0.3, LATE_MS);
  const { last, silences } = await hear(1);
  const figures = { both, left: last[0], silences: silences.length, troubles: trouble.map((count) => count()) };
  await close(contexts[1]!, mixers[1]);
  return figures;
}
