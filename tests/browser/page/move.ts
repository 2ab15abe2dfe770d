import type { Backend, Mixer, MixerOptions } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { Random } from '../../scenes/random.ts';
import { randomScene } from '../../scenes/scene.ts';
import { applyScene, sceneSources } from './apply-scene.ts';
import { bothContexts, heard, rates } from './both-contexts.ts';
import { differingSamples, peak } from './compare.ts';
import { randomEdit } from './random-edit.ts';
import { feed, pause, play } from './realtime.ts';
import { renderTogether } from './render.ts';
import { endWatchers, Watcher } from './watcher.ts';

type From =
  | 'an AudioContext that plays'
  | 'an AudioContext that is closed'
  | 'an OfflineAudioContext that has rendered';

const EVERYTHING = { effects: 4, maxDelay: 0.02, monitor: true } satisfies MixerOptions;
const frames = 12_000;

/** Sets everything that a random scene and many random moves reach, and where they lead, not how they get there. */
function settle(mixer: Mixer, seed: number): void {
  applyScene(mixer, randomScene(seed));
  const random = new Random(seed + 70);
  for (let move = 0; move < 200; move += 1) randomEdit(mixer, random);
  mixer.edit(() => {
    for (const strip of mixer.strips) strip.delay.value = random.between(0, 0.02);
    mixer.buses[1]!.effect.type.value = 'reverb';
    mixer.buses[2]!.effect.type.value = 'delay';
    mixer.master.limiter.on.value = true;
    mixer.master.mute.value = false;
    // Ramps that are under way land at once where a mixer goes, and not where one is restored.
    mixer.restore(mixer.snapshot());
  });
}

/** A context of the first rate in which a mixer can be, and play. */
async function home(from: From): Promise<BaseAudioContext> {
  if (from === 'an OfflineAudioContext that has rendered') return new OfflineAudioContext(2, 512, rates[0]);
  if (from === 'an AudioContext that plays') return (await bothContexts())[0];
  const context = new AudioContext({ sampleRate: rates[0] });
  await context.resume();
  return context;
}

/**
 * Moves a mixer from a context of 44.1 kHz to one of 48 kHz, and renders there what it and a mixer that was made there and
 * given the other's snapshot make of the same sources.
 */
export async function moveAndCompare(backend: Backend, from: From, seed: number) {
  const old = await home(from);
  const mixer = await createMixer(old, { ...EVERYTHING, backend });
  settle(mixer, seed);
  mixer.node.connect(old.destination);
  feed(mixer, [0, 9]);
  await mixer.settled();
  if (old instanceof OfflineAudioContext) await old.startRendering();
  else await play(old, 0.1);
  if (from === 'an AudioContext that is closed') await (old as AudioContext).close();

  const { node, strips, master } = mixer;
  const { gain } = strips[3]!;
  const written = gain.value;
  let told = 0;
  strips[4]!.gain.subscribe(() => (told += 1));
  const frequencies = Float32Array.of(100, 1000, 15_000);

  const context = new OfflineAudioContext(4, frames, 48_000);
  const changes: boolean[] = [];
  mixer.addEventListener('nodechange', ({ detail }) => {
    changes.push(detail.moved, mixer.node !== node, mixer.node.context === context, mixer.context === context);
  });
  await mixer.moveTo(context);
  const fresh = await createMixer(context, { ...EVERYTHING, backend });
  fresh.restore(mixer.snapshot());
  strips[4]!.gain.value = 0.3;
  fresh.strips[4]!.gain.value = 0.3;

  const scene = randomScene(seed);
  for (const [strip, source] of sceneSources(context, scene, frames).entries()) {
    if (source === null) continue;
    mixer.strips[strip]!.connect(source);
    fresh.strips[strip]!.connect(source);
  }
  await mixer.settled();
  await fresh.settled();
  const [moved, made] = await renderTogether(context, [mixer.node, fresh.node]);
  const same = <T>(of: (mixer: Mixer) => T) => JSON.stringify(of(mixer)) === JSON.stringify(of(fresh));
  const figures = {
    peak: peak(...moved!),
    differing: differingSamples(moved!, made!),
    changes,
    told,
    sameHandles: mixer.strips === strips && mixer.strips[3]!.gain === gain && mixer.master === master,
    sameValues: gain.value === written && same((each) => each.snapshot()),
    sameLatency: same((each) => each.latency) && mixer.latency.frames > 0,
    sameMemory: same((each) => each.memory),
    sameCurve: same((each) => [...each.strips[0]!.eq.response(frequencies)]),
  };
  mixer.dispose();
  fresh.dispose();
  return figures;
}

export interface PlayingFigures {
  /** What came out in the old context before, and in the new one after the app had made its source anew. */
  before: [number, number];
  after: [number, number];
  /** After a setting that was written while the mixer moved, and after one that was written there. */
  written: [number, number];
  /** The samples of the old node when the mixer had left, although a source is still connected to it. */
  left: [number, number];
  /** Stretches of silence in the old context before it was left, and in the new one. */
  silences: number;
  restarts: number;
  faults: number;
  sampleRates: number[];
  /** Of the meters of the strip there. */
  meter: number;
}

/** A mixer that plays in one context and goes on in another one, with sources that its page makes anew. */
export async function movePlaying(backend: Backend): Promise<PlayingFigures> {
  const [here, there] = await bothContexts();
  const mixer = await createMixer(here, { backend });
  let [restarts, faults] = [0, 0];
  mixer.addEventListener('restart', () => (restarts += 1));
  mixer.addEventListener('fault', () => (faults += 1));
  mixer.strips[5]!.gain.value = 0.25;
  mixer.strips[5]!.pan.value = -1;
  await mixer.settled();
  feed(mixer, [5], 0.5);
  const byHand = new ConstantSourceNode(here, { offset: 0.5 });
  byHand.connect(mixer.node, 0, 5);
  byHand.start();
  const watcher = await Watcher.listen(mixer.node);
  const before = (await heard(watcher)).last;

  let watcherThere: Promise<Watcher> | undefined;
  mixer.addEventListener('nodechange', () => {
    feed(mixer, [5]);
    watcherThere = Watcher.listen(mixer.node);
  });
  const moving = mixer.moveTo(there);
  const silences = (await watcher.heard()).silences.length;
  await moving;
  const other = await watcherThere!;
  const after = (await heard(other)).last;
  mixer.strips[5]!.pan.value = 1;
  const written = (await heard(other)).last;
  // The first read asks for the meters.
  void mixer.strips[5]!.meter.peak;
  await pause(100);
  const figures = {
    before,
    after,
    written,
    left: (await heard(watcher)).last,
    silences: silences + (await other.heard()).silences.length,
    ...{ restarts, faults },
    sampleRates: [here.sampleRate, mixer.context.sampleRate],
    meter: mixer.strips[5]!.meter.peak,
  };
  mixer.dispose();
  byHand.disconnect();
  for (const context of [here, there]) endWatchers(context);
  return figures;
}

/** Calls `then` whenever a node has been made, as soon as whoever made it is done. */
async function whenNodesAreMade<R>(then: () => void, work: () => Promise<R>): Promise<R> {
  const Original = AudioWorkletNode;
  globalThis.AudioWorkletNode = class extends Original {
    constructor(...made: ConstructorParameters<typeof AudioWorkletNode>) {
      super(...made);
      queueMicrotask(then);
    }
  };
  try {
    return await work();
  } finally {
    globalThis.AudioWorkletNode = Original;
  }
}

/** Writes after a mixer that moves has told its next engine what holds: what comes out there, and what should. */
export async function writeWhileMoving(backend: Backend): Promise<{ heard: number[]; expected: number[] }> {
  const contexts = await bothContexts();
  const mixer = await createMixer(contexts[0], { backend, strips: 4, buses: 0 });
  const [heards, expected]: [number[], number[]] = [[], []];
  let strip = 0;
  const write = () => {
    mixer.strips[strip]!.gain.value += 0.5;
    strip += 1;
  };
  for (let move = 1; move <= 4; move += 1) {
    // Long enough ago for the next write to leave at once on the message transport too.
    await pause(60);
    await whenNodesAreMade(write, () => mixer.moveTo(contexts[move % 2]!));
    feed(mixer, [0, 1, 2, 3]);
    const watcher = await Watcher.listen(mixer.node);
    heards.push((await heard(watcher)).last[0]);
    expected.push(4 + move / 2);
  }
  mixer.dispose();
  for (const context of contexts) endWatchers(context);
  return { heard: heards, expected };
}

/** From a context that plays to one that renders, and back. */
export async function renderAndReturn(backend: Backend) {
  const [context] = await bothContexts();
  const mixer = await createMixer(context, { backend });
  const render = async () => {
    const offline = new OfflineAudioContext(2, 1000, 44_100);
    await mixer.moveTo(offline);
    feed(mixer, [2]);
    mixer.node.connect(offline.destination);
    await mixer.settled();
    const rendered = await offline.startRendering();
    return rendered.getChannelData(0)[999]!;
  };
  mixer.strips[2]!.gain.value = 0.5;
  const first = await render();
  mixer.strips[2]!.gain.value = 0.25;
  const second = await render();
  await mixer.moveTo(context);
  feed(mixer, [2]);
  const watcher = await Watcher.listen(mixer.node);
  const last = (await heard(watcher)).last;
  mixer.dispose();
  endWatchers(context);
  return { rendered: [first, second], last };
}

/** What is claimed goes along; what is being released when the mixer moves is free afterwards, and what is released there too. */
export async function moveClaims(backend: Backend) {
  const [here, there] = await bothContexts();
  const mixer = await createMixer(here, { backend, strips: 3, buses: 0 });
  const [kept, leaving, last] = ['a', 'b', 'c'].map((id) => mixer.claimStrip(id));
  feed(mixer, [0, 1, 2], 0.5);
  await play(here, 0.1);
  const released = leaving!.release();
  await mixer.moveTo(there);
  feed(mixer, [kept!.index, last!.index], 0.5);
  const watcher = await Watcher.listen(mixer.node);
  const both = (await heard(watcher)).last[0];
  await released;
  await last!.release();
  const one = (await heard(watcher)).last[0];
  const figures = {
    kept: mixer.strip('a') === kept,
    free: [mixer.claimStrip('d'), mixer.claimStrip('e')].map((strip) => strip.index).sort(),
    levels: [both, one],
  };
  mixer.dispose();
  endWatchers(there);
  return figures;
}
