import type { Backend } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { randomScene } from '../../scenes/scene.ts';
import { applyScene, sceneSources } from './apply-scene.ts';
import { differingSamples, peak } from './compare.ts';
import { renderMix } from './render.ts';

const frames = 4000;

export interface Comparison {
  readonly differing: number;
  readonly peak: number;
  /** The wasm files that the page fetched, by what is after `/dist/`. */
  readonly fetched: readonly string[];
  /** What was shown on the track, while it was profiled and while not. */
  readonly shown: readonly string[];
  readonly shownUnprofiled: readonly string[];
}

/** Renders a scene by the profiling artefact and by the release. */
export async function compareArtefacts(backend: Backend): Promise<Comparison> {
  const before = performance.getEntriesByType('resource').length;
  const profiled = await watched(() => render(backend, true));
  const plain = await watched(() => render(backend, false));
  return {
    differing: differingSamples(profiled.result, plain.result),
    peak: peak(...profiled.result),
    fetched: performance
      .getEntriesByType('resource')
      .slice(before)
      .map(({ name }) => /\/dist\/(.*\.wasm)$/.exec(name)?.[1])
      .filter((name) => name !== undefined),
    shown: profiled.shown,
    shownUnprofiled: plain.shown,
  };
}

function render(backend: Backend, profiling: boolean) {
  const scene = randomScene(31);
  return renderMix({
    ...{ backend, profiling, frames },
    prepare(mixer, context) {
      for (const [strip, source] of sceneSources(context, scene, frames).entries()) {
        if (source) mixer.strips[strip]!.connect(source);
      }
      applyScene(mixer, scene);
    },
  });
}

/** Runs `work`, and notes what it tells the Performance panel. */
async function watched<T>(work: () => Promise<T>): Promise<{ result: T; shown: string[] }> {
  const shown: string[] = [];
  const { timeStamp } = console;
  const { measure } = performance;
  console.timeStamp = (label) => shown.push(String(label));
  performance.measure = (name, ...rest) => {
    shown.push(name);
    return measure.call(performance, name, ...(rest as [PerformanceMeasureOptions]));
  };
  try {
    return { result: await work(), shown };
  } finally {
    console.timeStamp = timeStamp;
    performance.measure = measure;
  }
}

/** The code of what a profiled mixer is refused with where its artefact is not served. */
export async function refusal(assetsUrl: string): Promise<string> {
  try {
    (await createMixer(new OfflineAudioContext(2, 128, 48_000), { profiling: true, assetsUrl })).dispose();
    return 'none';
  } catch (error) {
    return `${(error as { code?: string }).code}: ${(error as Error).message}`;
  }
}
