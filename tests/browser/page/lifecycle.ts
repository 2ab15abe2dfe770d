import type { Backend, Mixer } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { close, feed } from './realtime.ts';

let context: AudioContext | undefined;

/** Makes mixers in one context that plays, uses and disposes of each. Returns how many were heard of. */
export async function createAndDispose(times: number, backend: Backend): Promise<number> {
  context ??= new AudioContext();
  await context.resume();
  let succeeded = 0;
  for (let time = 0; time < times; time += 1) {
    const mixer = await createMixer(context, { backend });
    feed(mixer, [time % 32]);
    mixer.node.connect(context.destination);
    mixer.strips[time % 32]!.gain.value = 0.5;
    await mixer.settled();
    mixer.node.disconnect();
    mixer.dispose();
    if (mixer.disposed && mixer.strips[time % 32]!.gain.value === 0.5) succeeded += 1;
  }
  return succeeded;
}

/** Opens and closes contexts, each with a mixer that is disposed of first, or left to the context's end. */
export async function contexts(times: number, backend: Backend, disposeOf: 'all' | 'every second'): Promise<number> {
  let succeeded = 0;
  for (let time = 0; time < times; time += 1) {
    const own = new AudioContext();
    const mixer = await createMixer(own, { backend });
    feed(mixer, [0]);
    mixer.node.connect(own.destination);
    await close(own, disposeOf === 'all' || time % 2 === 0 ? mixer : undefined, { forGood: true });
    if (own.state === 'closed') succeeded += 1;
  }
  return succeeded;
}

let travels: { mixer: Mixer; contexts: readonly AudioContext[]; moves: number } | undefined;

/** Moves one mixer between two contexts that play, and uses it in each. Returns how often it was heard of there. */
export async function moveToAndFro(times: number, backend: Backend): Promise<number> {
  if (travels?.mixer.backend.kind !== backend) {
    const contexts = [new AudioContext({ sampleRate: 44_100 }), new AudioContext({ sampleRate: 48_000 })];
    await Promise.all(contexts.map((each) => each.resume()));
    travels = { mixer: await createMixer(contexts[0]!, { backend }), contexts, moves: 0 };
  }
  const { mixer, contexts } = travels;
  let succeeded = 0;
  for (let time = 0; time < times; time += 1) {
    travels.moves += 1;
    const to = contexts[travels.moves % 2]!;
    await mixer.moveTo(to);
    feed(mixer, [time % 32]);
    mixer.node.connect(to.destination);
    mixer.strips[time % 32]!.gain.value = 0.5;
    await mixer.settled();
    if (mixer.node.context === to) succeeded += 1;
  }
  return succeeded;
}

/** Makes mixers until no more can be had, disposes of them all, and does so again at once. How many there were each time. */
export async function fillTwice(most: number): Promise<number[]> {
  const own = new AudioContext();
  await own.resume();
  const counts: number[] = [];
  for (let time = 0; time < 2; time += 1) {
    const mixers: Mixer[] = [];
    try {
      while (mixers.length < most) mixers.push(await createMixer(own, { backend: 'shared', strips: 1 }));
    } catch (error) {
      if ((error as { code?: string }).code !== 'out-of-memory') throw error;
    }
    counts.push(mixers.length);
    for (const mixer of mixers) mixer.dispose();
  }
  await own.close();
  return counts;
}
