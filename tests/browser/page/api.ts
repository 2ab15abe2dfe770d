import type { Backend, MixerOptions } from 'megamixer';
import { createMixer, MixerError } from '/dist/megamixer.js';
import { close, pause, until } from './realtime.ts';

/** What a rejection or a throw says of itself. */
export interface Complaint {
  isMixerError: boolean;
  name: string;
  code: string | undefined;
  message: string;
  hasCause: boolean;
}

function complaint(error: unknown): Complaint {
  const { name, message, cause, code } = error as Error & { code?: string };
  return {
    // Of whichever build.
    isMixerError: error instanceof MixerError || (error as Error).constructor.prototype instanceof Error,
    name,
    code,
    message,
    hasCause: cause !== undefined,
  };
}

/** Undefined where nothing was thrown. */
async function complaintOf(work: () => unknown): Promise<Complaint | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return complaint(error);
  }
}

const offline = () => new OfflineAudioContext(2, 128, 48_000);

/** Every way to ask for a mixer that cannot be had. */
export const wrongCreations = {
  'a closed context': async () => {
    const context = new AudioContext();
    await context.close();
    return createMixer(context);
  },
  'a wasm file that is missing': () => createMixer(offline(), { profiling: true, assetsUrl: '/nowhere/' }),
  'a wasm file of something else': () =>
    createMixer(offline(), { profiling: true, assetsUrl: '/dist-without-wasm/assets/' }),
  'a worklet file that is missing': () => createMixer(offline(), { assetsUrl: '/dist-without-worklet/assets/' }),
  'an engine of another layout': async () => {
    const mismatched = '/dist-mismatched/megamixer.js';
    const library = (await import(mismatched)) as typeof import('megamixer');
    return library.createMixer(offline());
  },
  'a page without memory': async () => {
    const { Memory } = WebAssembly;
    WebAssembly.Memory = (() => {
      throw new RangeError('could not allocate memory');
    }) as unknown as typeof Memory;
    try {
      return await createMixer(offline(), { backend: 'shared' });
    } finally {
      WebAssembly.Memory = Memory;
    }
  },
  'a context of another library': () =>
    createMixer({ rawContext: offline(), sampleRate: 48_000, state: 'running' } as unknown as BaseAudioContext),
  'no strips': () => createMixer(offline(), { strips: 0 }),
  'too many strips': () => createMixer(offline(), { strips: 129 }),
  'half a strip': () => createMixer(offline(), { strips: 1.5 }),
  'too many buses': () => createMixer(offline(), { buses: 17 }),
  'negative buses': () => createMixer(offline(), { buses: -1 }),
  'an aborted signal': () => createMixer(offline(), { signal: AbortSignal.abort() }),
  'an ordinary context': () => createMixer(offline()),
  'an ordinary context, shared': () => createMixer(offline(), { backend: 'shared' }),
  'an ordinary context, message': () => createMixer(offline(), { backend: 'message' }),
  'an ordinary context, with the files of the site': () => createMixer(offline(), { assetsUrl: '/dist/assets/' }),
};

export function create(how: keyof typeof wrongCreations): Promise<Complaint | undefined> {
  return complaintOf(wrongCreations[how]);
}

export function createWith(options: MixerOptions): Promise<Complaint | undefined> {
  return complaintOf(() => createMixer(offline(), options));
}

/** Aborts creation after so many milliseconds; afterwards the same context makes a mixer as if nothing had been. */
export async function abortAfter(
  milliseconds: number,
): Promise<{ complaint: Complaint | undefined; again: boolean; reason: unknown }> {
  const context = offline();
  const controller = new AbortController();
  const creation = complaintOf(() => createMixer(context, { signal: controller.signal }));
  if (milliseconds > 0) await pause(milliseconds);
  controller.abort('enough');
  const result = await creation;
  const mixer = await createMixer(context);
  const again = mixer.strips.length === 32;
  mixer.dispose();
  return { complaint: result, again, reason: controller.signal.reason };
}

/** What the handles do, observed in one go. */
export async function handles(backend: Backend) {
  const mixer = await createMixer(offline(), { backend, strips: 3, buses: 2 });
  const strip = mixer.strips[1]!;
  const set = (value: unknown) => complaintOf(() => ((strip.gain as { value: unknown }).value = value));
  const heard: string[] = [];
  const stop = strip.gain.subscribe((param) => heard.push(`gain ${param.value}`));
  strip.pan.subscribe((param) => heard.push(`pan ${param.value}`));

  const figures = {
    counts: [mixer.strips.length, mixer.buses.length, mixer.node.numberOfInputs],
    frozen: Object.isFrozen(mixer.strips),
    cached: strip.gain === mixer.strips[1]!.gain && strip.sends[1]!.level === mixer.strips[1]!.sends[1]!.level,
    missing: mixer.strips[3] === undefined,
    isNode: mixer.node instanceof AudioWorkletNode,
    defaults: [strip.gain.value, strip.pan.value, strip.mute.value, strip.input.value, mixer.glide.value],
    backend: mixer.backend,
    nonFinite: [await set(Number.NaN), await set(Number.POSITIVE_INFINITY), await set('1')],
    afterNonFinite: strip.gain.value,
    clamped: [-1, 5, 0.1].map((value) => {
      strip.gain.value = value;
      return strip.gain.value;
    }),
    db: [-6, -100, Number.NEGATIVE_INFINITY, 0].map((db) => {
      strip.gain.db = db;
      return [strip.gain.value, strip.gain.db === Number.NEGATIVE_INFINITY ? 'off' : strip.gain.db];
    }),
    position: [0, 0.5, 1].map((position) => {
      strip.gain.position = position;
      return strip.gain.value;
    }),
    heard: heard.length,
    edit: await complaintOf(() => {
      heard.length = 0;
      mixer.edit(() => {
        strip.gain.value = 0.3;
        strip.pan.value = 0.5;
        mixer.edit(() => {
          strip.gain.value = 0.5;
        });
      });
    }),
    heardOfEdit: [...heard],
    throwing: await complaintOf(() =>
      mixer.edit(() => {
        strip.gain.value = 2;
        throw new Error('mine');
      }),
    ),
    afterThrowing: strip.gain.value,
    asynchronous: await complaintOf(() =>
      mixer.edit((async () => {
        strip.gain.value = 2;
      }) as () => void),
    ),
    afterAsynchronous: strip.gain.value,
    unsubscribed: 0,
    reset: 0,
  };
  heard.length = 0;
  stop();
  strip.gain.reset();
  figures.unsubscribed = heard.length;
  figures.reset = strip.gain.value;
  mixer.dispose();
  return figures;
}

/** What a mixer that was disposed of still does. */
export async function disposed(backend: Backend) {
  const mixer = await createMixer(offline(), { backend });
  const strip = mixer.strips[4]!;
  strip.gain.value = 0.75;
  mixer.dispose();
  mixer.dispose();
  return {
    disposed: mixer.disposed,
    read: strip.gain.value,
    symbol: Symbol.dispose === undefined || typeof mixer[Symbol.dispose] === 'function',
    complaints: await Promise.all(
      [
        () => (strip.gain.value = 1),
        () => strip.gain.rampTo(1, 1),
        () => strip.gain.reset(),
        () => mixer.edit(() => {}),
        () => mixer.settled(),
        () => mixer.rebuild(),
        () => mixer.moveTo(offline()),
        () => strip.meter.clearClip(),
        () => strip.connect(new GainNode(mixer.context)),
      ].map(async (work) => (await complaintOf(work))?.code),
    ),
    afterwards: strip.gain.value,
    meter: strip.meter.peak,
  };
}

/** A mixer is made before any gesture, and never starts the context by itself. */
export async function suspended(backend: Backend): Promise<{ before: string; after: string }> {
  const context = new AudioContext();
  await context.suspend();
  const before = context.state;
  const mixer = await createMixer(context, { backend });
  await pause(50);
  const after = context.state;
  await close(context, mixer);
  return { before, after };
}

/** Connects through a strip and by hand, and disconnects. Returns peaks of the output of a realtime mixer. */
export async function connections(backend: Backend): Promise<number[]> {
  const context = new AudioContext();
  const mixer = await createMixer(context, { backend });
  await context.resume();
  mixer.node.connect(context.destination);
  const source = new ConstantSourceNode(context, { offset: 0.5 });
  source.start();
  // What is heard from now on: as long as it takes a busy machine, but not for ever.
  const heard = async (expected: number) => {
    let found = Number.NaN;
    for (let tries = 0; tries < 40 && found !== expected; tries += 1) {
      await pause(60);
      found = mixer.master.meter.peakSinceRead;
    }
    return found;
  };
  await until(() => mixer.context.currentTime > 0.05, 5000);
  const stop = mixer.strips[2]!.connect(source);
  const peaks = [await heard(0.5)];
  stop();
  peaks.push(await heard(0));
  source.connect(mixer.node, 0, 3);
  peaks.push(await heard(0.5));
  await close(context, mixer);
  return peaks;
}
