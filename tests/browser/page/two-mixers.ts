import type { Backend } from 'megamixer';
import * as library from '/dist/megamixer.js';
import * as other from '/dist-other/megamixer.js';
import { randomScene } from '../../scenes/scene.ts';
import { applyScene, sceneSources } from './apply-scene.ts';
import { differingSamples, peak } from './compare.ts';
import { renderMix, renderTogether } from './render.ts';

const frames = 4000;

/** Renders one scene by a mixer that has its context to itself. */
async function alone(seed: number, backend: Backend) {
  const scene = randomScene(seed);
  return renderMix({
    backend,
    frames,
    prepare(mixer, context) {
      for (const [strip, source] of sceneSources(context, scene, frames).entries()) {
        if (source) mixer.strips[strip]!.connect(source);
      }
      applyScene(mixer, scene);
    },
  });
}

/** Renders two scenes by two mixers of one context, and counts the samples that differ from those of lone mixers. */
export async function renderTwo(
  backends: readonly [Backend, Backend],
  twoBuilds: boolean,
): Promise<{ differing: number[]; peaks: number[] }> {
  const context = new OfflineAudioContext(4, frames, 48_000);
  const seeds = [11, 21];
  const mixers = [];
  for (const [index, seed] of seeds.entries()) {
    const { createMixer } = twoBuilds && index === 1 ? other : library;
    const scene = randomScene(seed);
    const mixer = await createMixer(context, { backend: backends[index]! });
    for (const [strip, source] of sceneSources(context, scene, frames).entries()) {
      source?.connect(mixer.node, 0, strip);
    }
    applyScene(mixer, scene);
    mixers.push(mixer);
  }
  for (const mixer of mixers) await mixer.settled();
  const mixes = await renderTogether(
    context,
    mixers.map(({ node }) => node),
  );
  const differing = [];
  for (const [index, mix] of mixes.entries()) {
    differing.push(differingSamples(mix, await alone(seeds[index]!, backends[index]!)));
  }
  return { differing, peaks: mixes.map((mix) => peak(...mix)) };
}
