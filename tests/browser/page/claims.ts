import type { Backend, Mixer, MixerOptions } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { peak } from './compare.ts';
import { pause, play, playing } from './realtime.ts';
import { Recorder } from './recorder.ts';

const amplitude = 0.5;

function tone(mixer: Mixer, frequency = 220): AudioNode {
  const { context } = mixer;
  const level = new GainNode(context, { gain: amplitude });
  const oscillator = new OscillatorNode(context, { frequency });
  oscillator.connect(level);
  oscillator.start();
  return level;
}

/** The largest step from one sample to the next. */
function steepest(samples: Float32Array): number {
  let step = 0;
  for (let frame = 1; frame < samples.length; frame += 1) {
    step = Math.max(step, Math.abs(samples[frame]! - samples[frame - 1]!));
  }
  return step;
}

async function recording<R>(
  options: MixerOptions,
  work: (mixer: Mixer, recorder: Recorder, context: AudioContext) => Promise<R>,
): Promise<R> {
  return await playing(options, async (mixer, context) => {
    const recorder = await Recorder.listen(mixer.node);
    try {
      return await work(mixer, recorder, context);
    } finally {
      recorder.close();
    }
  });
}

/** What the log is told meanwhile. */
async function warnings<R>(work: () => Promise<R>): Promise<{ result: R; said: string[] }> {
  const { warn } = console;
  const said: string[] = [];
  console.warn = (message: string) => said.push(message);
  try {
    return { result: await work(), said };
  } finally {
    console.warn = warn;
  }
}

/** A tone through a strip that is released, and another through the strip that is handed out next. */
export function renderRelease(backend: Backend, delay = 0) {
  return recording({ backend, strips: 1, buses: 1, maxDelay: 0.1 }, async (mixer, recorder) => {
    const strip = mixer.claimStrip('first');
    strip.delay.value = delay;
    strip.sends[0]!.level.value = 0.5;
    strip.sends[0]!.tap.value = 'pre';
    strip.connect(tone(mixer));
    await mixer.settled();
    await pause(200);
    await recorder.take();
    await pause(100);
    const steady = await recorder.take();
    await strip.release();
    const leaving = await recorder.take();
    await pause(100);
    const silence = await recorder.take();
    const next = mixer.claimStrip('second');
    next.connect(tone(mixer, 330));
    await pause(300);
    await recorder.take();
    await pause(100);
    const second = await recorder.take();
    return {
      steady: { peak: peak(steady), step: steepest(steady) },
      leaving: { peak: peak(leaving), step: steepest(leaving), last: peak(leaving.subarray(-128)) },
      silence: { peak: peak(silence), frames: silence.length },
      second: { peak: peak(second), isSame: next === strip },
    };
  });
}

/** A source that the page connected by itself, into a strip that is released. */
export function renderForeign(backend: Backend) {
  return warnings(() =>
    recording({ backend, strips: 1, log: 'warn' }, async (mixer, recorder) => {
      const strip = mixer.claimStrip('a');
      const source = tone(mixer);
      source.connect(mixer.node, 0, strip.index);
      await mixer.settled();
      await pause(200);
      const before = peak(await recorder.take());
      await strip.release();
      mixer.restore({ version: 1 });
      await recorder.take();
      await pause(300);
      const released = peak(await recorder.take());
      const refusal = complaint(() => mixer.claimStrip('b'));
      source.disconnect(mixer.node);
      // As soon as the page can know.
      let tries = 0;
      while (complaint(() => mixer.claimStrip('b')) !== undefined && tries < 100) {
        tries += 1;
        await pause(20);
      }
      const free = mixer.strip('b') === strip;
      strip.connect(source);
      await pause(300);
      await recorder.take();
      await pause(50);
      return { before, released, refusal, free, again: peak(await recorder.take()) };
    }),
  );
}

function complaint(work: () => unknown): { code: string; message: string } | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return { code, message };
  }
}

/** Gives the only strip back and wants one at once, as a component that is mounted twice does. */
export function claimAtOnce(backend: Backend) {
  return warnings(() =>
    recording({ backend, strips: 1, log: 'warn' }, async (mixer, recorder) => {
      const first = mixer.claimStrip('a');
      first.gain.value = 0.25;
      first.connect(tone(mixer, 220));
      await pause(200);
      const released = first.release();
      const again = mixer.claimStrip('a');
      const gain = again.gain.value;
      again.connect(tone(mixer, 330));
      await released;
      await pause(300);
      await recorder.take();
      await pause(100);
      return { isSame: again === first, gain, id: again.id, peak: peak(await recorder.take()) };
    }),
  );
}

/** Replaces the engine while a strip fades. */
export function rebuildMeanwhile(backend: Backend) {
  return recording({ backend, strips: 2 }, async (mixer, recorder) => {
    const strip = mixer.claimStrip('a');
    const kept = mixer.claimStrip('b');
    strip.connect(tone(mixer));
    await pause(100);
    const released = strip.release();
    await mixer.rebuild();
    await released;
    await recorder.take();
    await pause(200);
    const silence = peak(await recorder.take());
    return { silence, kept: mixer.strip('b') === kept, again: mixer.claimStrip('c') === strip };
  });
}

/** Releases one of two strips before an offline context renders. */
export async function renderOffline(backend: Backend) {
  const context = new OfflineAudioContext(2, 9600, 48_000);
  const mixer = await createMixer(context, { backend, strips: 2 });
  mixer.node.connect(context.destination);
  const strips = [mixer.claimStrip('a'), mixer.claimStrip('b')] as const;
  for (const strip of strips) strip.connect(tone(mixer));
  await strips[0].release();
  await mixer.settled();
  const rendered = (await context.startRendering()).getChannelData(0);
  mixer.dispose();
  return peak(rendered.subarray(0, 9600));
}

/** Releases one of two strips while the context stands still. */
export function renderSuspended(backend: Backend) {
  return recording({ backend, strips: 2 }, async (mixer, recorder, context) => {
    const strips = [mixer.claimStrip('a'), mixer.claimStrip('b')] as const;
    for (const strip of strips) strip.connect(tone(mixer));
    await pause(100);
    await context.suspend();
    await strips[0].release();
    const again = mixer.claimStrip('c') === strips[0];
    await context.resume();
    // A context that has just been resumed may be late to render.
    await play(context, 0.1, 5000);
    await recorder.take();
    await play(context, 0.1, 5000);
    const heard = peak(await recorder.take());
    // Stands still once more while it is looked what arrives.
    const late = strips[1].release();
    await pause(70);
    await context.suspend();
    await late;
    return { again, peak: heard, trim: strips[1].trim.value };
  });
}

/** Moves the mixer to another context while strips are on their way back, each a little further than the next. */
export function moveMeanwhile(backend: Backend) {
  return playing({ backend, strips: 34 }, async (mixer) => {
    const strip = mixer.claimStrip('a');
    const stays = mixer.claimStrip('b');
    strip.connect(tone(mixer));
    // The time of the other context is far behind then, and whoever waited for this one's would wait for that long.
    await pause(1200);
    const before = mixer.context;
    const context = new AudioContext({ sampleRate: 48_000 });
    await context.resume();
    const released = [strip.release()];
    let moved = 0;
    let ahead = 0;
    const move = mixer.moveTo(context).then(() => {
      moved = performance.now();
      ahead = 1000 * (before.currentTime - context.currentTime);
    });
    for (const other of mixer.strips.slice(2)) {
      if (moved > 0) break;
      released.push(other.release());
      await pause(20);
    }
    await move;
    await Promise.all(released);
    const waited = performance.now() - moved;
    const trims = mixer.strips.map(({ trim }) => trim.value);
    const again = mixer.claimStrip('c');
    again.connect(tone(mixer));
    const recorder = await Recorder.listen(mixer.node);
    await pause(300);
    await recorder.take();
    await pause(100);
    const heard = peak(await recorder.take());
    recorder.close();
    mixer.dispose();
    await pause(30);
    await context.close();
    return {
      heard,
      waited,
      ahead,
      open: trims.every((trim) => trim === 1),
      stays: mixer.strip('b') === stays,
      again: again === strip,
    };
  });
}

/** Disposes of the mixer while a strip fades; after that, nothing is to be released. */
export function disposeMeanwhile(backend: Backend) {
  return playing({ backend }, async (mixer) => {
    const strip = mixer.claimStrip('a');
    strip.connect(tone(mixer));
    await pause(50);
    const released = strip.release();
    mixer.dispose();
    await released;
    await strip.release();
    return { id: strip.id, refusal: complaint(() => mixer.claimStrip('b'))?.code };
  });
}

let kept: Mixer[] = [];

/** The class that every control is of. */
export async function controlClass(): Promise<object> {
  const context = new OfflineAudioContext(2, 128, 48_000);
  const mixer = await createMixer(context, { strips: 1, buses: 0 });
  const { glide } = mixer;
  mixer.dispose();
  return Object.getPrototypeOf(Object.getPrototypeOf(glide));
}

/** Makes mixers and keeps them. Returns milliseconds for each. */
export async function keepMixers(count: number, strips: number): Promise<number> {
  kept = [];
  const context = new OfflineAudioContext(2, 128, 48_000);
  await (await createMixer(context, { strips })).dispose();
  const start = performance.now();
  for (let mixer = 0; mixer < count; mixer += 1) kept.push(await createMixer(context, { strips }));
  return (performance.now() - start) / count;
}

/** Asks the kept mixers for a control each. */
export function touchMixers(): number {
  return kept.reduce((sum, mixer) => sum + mixer.strips[0]!.gain.value, 0);
}

export function dropMixers(): void {
  for (const mixer of kept) mixer.dispose();
  kept = [];
}
