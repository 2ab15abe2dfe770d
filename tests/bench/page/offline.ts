/** Renders the cases of the benchmark offline: times them, and listens to what they play. */
import type { Mixer } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { quantum, sampleRate } from '../settings.ts';
import { type Case, cases } from './cases.ts';
import type { Build, Built } from './competitors/build.ts';
import { noop } from './competitors/floor.ts';
import { makeSources, type SourceSet } from './sources.ts';

export type CaseFacts = Omit<Case, 'build'>;

/** All that a runner has to know of the cases. */
export const list = (): CaseFacts[] => cases.map(({ build: _, ...facts }) => facts);

/** What was heard of one render. */
export interface Heard {
  /** Of both channels together, linear. */
  readonly rms: number;
  /** The first sample. */
  readonly first: number;
  /** Of the compressors, dB; empty where they cannot be asked. */
  readonly reductions: readonly number[];
  readonly counted: { readonly awake: number; readonly quanta: number } | null;
}

/** How often the page reads meters that come by message. */
const readingMs = 4;

interface Rendered extends Heard {
  readonly milliseconds: number;
  readonly buffer: AudioBuffer;
}

async function render(build: Build, set: SourceSet, quanta: number): Promise<Rendered> {
  const context = new OfflineAudioContext(2, quanta * quantum, sampleRate);
  const built = await build(context, makeSources(context, set));
  // On the message transport meters come while somebody reads, as a page that paints them does.
  const reading = built.byMessage ? setInterval(() => told(built), readingMs) : undefined;
  const start = performance.now();
  const buffer = await context.startRendering();
  const milliseconds = performance.now() - start;
  clearInterval(reading);
  // The baseline's worklets post their last meters.
  await new Promise((resolve) => setTimeout(resolve, 20));
  const heard = { ...listen(buffer), ...told(built) };
  built.dispose?.();
  return { milliseconds, buffer, ...heard };
}

function listen(buffer: AudioBuffer): { rms: number; first: number } {
  let power = 0;
  for (let channel = 0; channel < 2; channel += 1) for (const x of buffer.getChannelData(channel)) power += x * x;
  return { rms: Math.sqrt(power / buffer.length / 2), first: buffer.getChannelData(0)[0]! };
}

function told(built: Built): Pick<Heard, 'reductions' | 'counted'> {
  return { reductions: built.reductions?.() ?? [], counted: built.counted?.() ?? null };
}

function find(name: string): Case {
  const found = cases.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no case ${name}`);
  return found;
}

export interface Timing extends Heard {
  /** µs per quantum. */
  readonly cost: number;
}

/**
 * What a quantum of a case takes. From the time of a long render that of a short one is taken away: what a context costs
 * to start, and code that is not compiled yet, are no cost of a quantum.
 */
export async function time(name: string, quanta: number): Promise<Timing> {
  const { build, sources } = find(name);
  const short = Math.ceil(quanta / 4);
  const { milliseconds: start } = await render(build, sources, short);
  const { milliseconds, buffer: _, ...heard } = await render(build, sources, short + quanta);
  return { cost: ((milliseconds - start) * 1000) / quanta, ...heard };
}

/** What takes a second or more: in that time a browser compiles our module well, in the background. */
const warmingQuanta = 12_000;

/**
 * Lets the browser compile the engine. It does so once a page and transport, in the background, while the module runs for the first
 * time: else the short render of `time` would be slow, and too much would be taken away from the long one. JavaScript is compiled anew in
 * every context, which takes less than the short render.
 */
export async function warmUp(): Promise<void> {
  for (const backend of ['shared', 'message']) {
    const { build, sources } = find(`full/ours-${backend}`);
    // In two, since a browser may take over the better code only where it begins anew; and not in many, each of which has memory of its own.
    for (let half = 0; half < 2; half += 1) await render(build, sources, warmingQuanta / 2);
  }
}

/** What other cases are compared with, by name and length. */
const references = new Map<string, Promise<Rendered>>();

function reference(name: string, quanta: number): Promise<Rendered> {
  const key = `${name} ${quanta}`;
  const { build, sources } = find(name);
  const known = references.get(key) ?? render(build, sources, quanta);
  references.set(key, known);
  return known;
}

export interface Comparison extends Heard {
  /** The RMS of the other case, and of the difference. */
  readonly other: { readonly rms: number; readonly difference: number } | null;
}

/** Renders a case and, where it is compared with another one, that one too. */
export async function compare(name: string, quanta: number): Promise<Comparison> {
  const { expect } = find(name);
  const { buffer, milliseconds: _, ...heard } = await reference(name, quanta);
  if (!('to' in expect)) return { ...heard, other: null };
  const other = await reference(expect.to, quanta);
  let power = 0;
  for (let channel = 0; channel < 2; channel += 1) {
    const samples = buffer.getChannelData(channel);
    const others = other.buffer.getChannelData(channel);
    for (const [frame, x] of samples.entries()) power += (x - others[frame]!) ** 2;
  }
  return { ...heard, other: { rms: other.rms, difference: Math.sqrt(power / buffer.length / 2) } };
}

/** Times a mixer of 32 strips that is set so, on these sources; `null` is the worklet that does nothing. */
export async function timeMixer(
  set: ((mixer: Mixer) => void) | null,
  sources: SourceSet,
  quanta: number,
): Promise<{ cost: number; rms: number }> {
  const count = 32;
  const build: Build = async (context, sources) => {
    const mixer = await createMixer(context, { strips: count, backend: 'shared', maxDelay: 0.01 });
    mixer.edit(() => set!(mixer));
    for (const [strip, source] of sources.entries()) mixer.strips[strip]!.connect(source);
    mixer.node.connect(context.destination);
    await mixer.settled();
    return { dispose: () => mixer.dispose() };
  };
  const { milliseconds, rms } = await render(set === null ? noop(count) : build, sources, quanta);
  return { cost: (milliseconds * 1000) / quanta, rms };
}
