import type { Backend } from 'megamixer';
import { Random } from '../../scenes/random.ts';
import { bufferSource } from './apply-scene.ts';
import { differingSamples } from './compare.ts';
import { renderMix, type Stereo } from './render.ts';

const sampleRate = 48_000;
const frames = 24_000;
/** The bad strip, between clean neighbours of its vector. */
const bad = 5;
const smallestNormal = 2 ** -126;

export const poisons = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '1e30': 1e30,
  FLT_MAX: 3.4028234663852886e38,
} as const;
export type Poison = keyof typeof poisons;

function clean(strip: number, length = frames): Float32Array<ArrayBuffer> {
  const random = new Random(strip + 100);
  return Float32Array.from({ length }, () => random.between(-0.1, 0.1));
}

/** Renders eight strips; null leaves the bad one unconnected. */
async function render(
  backend: Backend,
  input: Float32Array<ArrayBuffer> | null,
): Promise<{ mix: Stereo; faults: boolean[] }> {
  let faults: boolean[] = [];
  const mix = await renderMix({
    backend,
    strips: 8,
    frames,
    prepare(mixer, context) {
      for (const strip of mixer.strips) {
        strip.gain.value = 0.7;
        strip.pan.value = strip.index / 8 - 0.4;
        strip.sends[1]!.level.value = 0.5;
        const samples = strip.index === bad ? input : clean(strip.index);
        if (samples) strip.connect(bufferSource(context, [samples, samples])!);
      }
    },
    after: async (mixer) => {
      await heard(() => mixer.master.meter.peak > 0);
      faults = mixer.strips.map((strip) => strip.meter.fault);
    },
  });
  return { mix, faults };
}

/** On the message transport the first read of a meter asks for it. */
async function heard(condition: () => boolean): Promise<void> {
  for (let attempt = 0; !condition() && attempt < 200; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export interface PoisonFigures {
  /** Strips that are flagged. */
  flagged: number[];
  /** Samples that differ from the mix without the strip while it is bad. */
  whileBad: number;
  /** Samples that differ from the mix with a clean strip: before, and from 100 ms after the last bad sample. */
  before: number;
  after: number;
  /** Whether the strip was silent while bad, rather than clean. */
  cut: boolean;
}

/** Feeds a bad value for 100 ms: into every sample, or into one of each grid cell. */
export async function poison(kind: Poison, every: 1 | 32, backend: Backend): Promise<PoisonFigures> {
  const from = 9_600;
  const to = from + 4_800;
  const input = clean(bad);
  for (let frame = from; frame < to; frame += every) input[frame] = poisons[kind];
  const without = (await render(backend, null)).mix;
  const cleanMix = (await render(backend, clean(bad))).mix;
  const { mix, faults } = await render(backend, input);
  const between = (some: Stereo, others: Stereo, start: number, end: number) =>
    differingSamples(
      some.map((channel) => channel.slice(start, end)),
      others.map((channel) => channel.slice(start, end)),
    );
  return {
    flagged: faults.flatMap((fault, strip) => (fault ? [strip] : [])),
    whileBad: between(mix, without, from, to),
    before: between(mix, cleanMix, 0, from),
    after: between(mix, cleanMix, to + sampleRate / 10, frames),
    cut: between(cleanMix, without, from, to) > 0,
  };
}

/** A value that is not audio from the first sample to the last: the strip may as well not be there. */
export async function poisonThroughout(
  kind: Poison,
  backend: Backend,
): Promise<{ flagged: number[]; differing: number }> {
  const { mix, faults } = await render(backend, new Float32Array(frames).fill(poisons[kind]));
  return {
    flagged: faults.flatMap((fault, strip) => (fault ? [strip] : [])),
    differing: differingSamples(mix, (await render(backend, null)).mix),
  };
}

export interface SubnormalFigures {
  flagged: number;
  /** Samples of the output that differ from those of the same input with zeros for what is subnormal. */
  differing: number;
  /** Samples of the output that are subnormal themselves. */
  leaving: number;
}

/** A strip fed with nothing but subnormal numbers, with some among audio, or with normal ones that a fader makes so. */
export async function subnormals(
  how: 'alone' | 'among audio' | 'by the fader',
  backend: Backend,
): Promise<SubnormalFigures> {
  const audio = clean(0);
  const small = smallestNormal * (how === 'by the fader' ? 1.5 : 0.3);
  const fed = audio.map((x, frame) => (how === 'among audio' && frame % 7 !== 0 ? x : frame % 2 ? small : -small));
  const zeros = audio.map((x, frame) => (how === 'among audio' && frame % 7 !== 0 ? x : 0));
  const renderOne = async (samples: Float32Array<ArrayBuffer>) => {
    let fault = false;
    const mix = await renderMix({
      backend,
      frames,
      strips: 4,
      prepare(mixer, context) {
        if (how === 'by the fader') mixer.strips[0]!.gain.value = 0.25;
        mixer.strips[0]!.sends[0]!.level.value = 0.5;
        mixer.strips[0]!.connect(bufferSource(context, [samples, samples])!);
      },
      after: async (mixer) => {
        await heard(() => mixer.stats.quanta > 0);
        fault = mixer.strips[0]!.meter.fault;
      },
    });
    return { mix, fault };
  };
  const { mix, fault } = await renderOne(fed);
  const reference = (await renderOne(zeros)).mix;
  const isSubnormal = (x: number) => x !== 0 && Math.abs(x) < smallestNormal;
  return {
    flagged: Number(fault),
    // A zero of either sign is silence.
    differing: mix.reduce(
      (sum, channel, i) => sum + channel.filter((x, frame) => x !== reference[i]![frame]).length,
      0,
    ),
    leaving: mix.reduce((sum, channel) => sum + channel.filter(isSubnormal).length, 0),
  };
}
