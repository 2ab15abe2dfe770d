import type { Backend, Mixer, Param } from 'megamixer';
import { createMixer, MixerError } from '/dist/megamixer.js';
import { Random } from '../../scenes/random.ts';
import { noise } from './noise.ts';
import { close, pause, until } from './realtime.ts';

/** Keeps what is logged in its realm instead of logging it. Loaded first, in the page and in the worklet, it hears all of it. */
const listening = `
const logged = [];
for (const method of Object.keys(console)) {
  if (typeof console[method] === 'function') console[method] = (...words) => logged.push(method + ': ' + words.join(' '));
}`;

const processor = `${listening}
registerProcessor('megamixer-test-console', class extends AudioWorkletProcessor {
  constructor() {
    super();
    console.log('the test listens');
    this.port.onmessage = ({ data }) => {
      if (data === 'end') this.port.close();
      else this.port.postMessage(logged);
    };
  }
  process() { return true; }
});`;

async function addModule(context: AudioContext, text: string): Promise<void> {
  const module = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  await context.audioWorklet.addModule(module);
  URL.revokeObjectURL(module);
}

const isParam = (it: object): it is Param<unknown> => 'position' in it && 'subscribe' in it && 'value' in it;

/** Every control below a handle, and every meter read on the way. */
function paramsBelow(handle: object, found: Set<object>): Param<unknown>[] {
  if (found.has(handle) || handle instanceof Float32Array) return [];
  found.add(handle);
  if (isParam(handle)) return [handle];
  const names = new Set<string>(Object.keys(handle));
  for (let type = Object.getPrototypeOf(handle); type !== null && type !== Object.prototype; ) {
    for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(type))) if (get) names.add(name);
    type = Object.getPrototypeOf(type);
  }
  const parts = [...names].map((name) => (handle as Record<string, unknown>)[name]);
  return parts
    .filter((part) => typeof part === 'object' && part !== null)
    .flatMap((part) => paramsBelow(part as object, found));
}

function allParams({ strips, buses, master, monitor, glide }: Mixer): Param<unknown>[] {
  const found = new Set<object>();
  return [strips, buses, master, monitor, glide].flatMap((handle) => paramsBelow(handle, found));
}

/** Moves a control anywhere, by a ramp where it can. Says whether it may be there. */
function move(param: Param<unknown>, random: Random): boolean {
  try {
    param.position = random.next();
    if ('rampTo' in param) (param as { rampTo(value: number, seconds: number): void }).rampTo(param.min, 0.05);
    return true;
  } catch (error) {
    // A route that would lead back to itself, or an effect of a bus that has no slot.
    if (error instanceof MixerError) return false;
    throw error;
  }
}

export interface Quiet {
  /** What was logged on the audio thread, of which the first is the test's own. */
  logged: string[];
  params: number;
  moved: number;
  /** Whether a strip that was fed NaN was flagged. */
  fault: boolean;
  peak: number;
  loudness: number;
  faults: number;
}

/** The life of a mixer that plays 32 strips, one of them poisoned, while every control moves and every meter is read. */
export async function live(backend: Backend, seconds: number): Promise<Quiet> {
  const context = new AudioContext({ sampleRate: 48_000 });
  await addModule(context, processor);
  const listener = new AudioWorkletNode(context, 'megamixer-test-console', { numberOfInputs: 0 });
  listener.connect(context.destination);
  const mixer = await createMixer(context, { backend, maxDelay: 0.05, monitor: true });
  await context.resume();
  let faults = 0;
  mixer.addEventListener('fault', () => (faults += 1));
  mixer.node.connect(context.destination);
  for (const strip of mixer.strips) {
    const { buffer } = noise(context, { seed: strip.index, channels: 2, frames: 4800 });
    if (strip.index === 5) buffer!.getChannelData(0)[1000] = Number.NaN;
    // A node of its own: what the other one has is taken over already.
    const source = new AudioBufferSourceNode(context, { buffer, loop: true });
    source.start();
    strip.connect(source);
  }
  const { master } = mixer;
  const stops = [master.truePeak, master.loudness, master.correlation, master.scope].map((meter) => meter.subscribe());
  const scope = [new Float32Array(1024), new Float32Array(1024)] as const;
  const random = new Random(1);
  const params = allParams(mixer);
  const moved = new Set<object>();
  // Any moment may be silent: faders and mutes are moved at random.
  let [peak, loudness, fault] = [0, Number.NEGATIVE_INFINITY, false];
  await until(() => context.currentTime > 0.1, 5000);
  // A control may have to wait for others that forbid it where it wants to go.
  const end = context.currentTime + seconds;
  while (context.currentTime < end || (moved.size < params.length && context.currentTime < end + 20)) {
    for (const param of params) if (move(param, random)) moved.add(param);
    for (const part of [...mixer.strips, ...mixer.buses, master]) peak = Math.max(peak, part.meter.peak);
    fault ||= mixer.strips[5]!.meter.fault;
    loudness = Math.max(loudness, master.loudness.momentary ?? Number.NEGATIVE_INFINITY);
    master.scope.read(...scope);
    void mixer.stats.load;
    await pause(5);
  }
  const figures = {
    params: params.length,
    moved: moved.size,
    fault,
    peak,
    loudness,
    faults,
  };
  for (const stop of stops) stop();
  mixer.dispose();
  await pause(50);
  const logged = await new Promise<string[]>((resolve) => {
    listener.port.onmessage = ({ data }: MessageEvent<string[]>) => resolve(data);
    listener.port.postMessage('tell');
  });
  listener.port.postMessage('end');
  await close(context, undefined);
  return { ...figures, logged };
}
