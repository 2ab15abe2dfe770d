import type { Backend, Mixer } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { randomScene, regrouped, withVcas } from '../../scenes/scene.ts';
import { applyScene, sceneSources } from './apply-scene.ts';
import { differingSamples, fingerprint, maxDifference, peak } from './compare.ts';
import { nativeConsole } from './native-console.ts';
import { renderTogether } from './render.ts';

export interface SceneFigures {
  seed: number;
  peak: number;
  /** By transport: the largest difference from the native nodes, and a fingerprint of the mix. */
  mixes: { backend: string; difference: number; fingerprint: string }[];
  /** Samples that differ between the transports. */
  differing: number;
}

/** Renders a random scene with native nodes and, beside them, with one mixer per transport. */
export async function renderScene(
  seed: number,
  backends: readonly (Backend | 'auto')[],
  frames: number,
): Promise<SceneFigures> {
  const plain = randomScene(seed);
  const routed = seed % 4 < 2 ? plain : regrouped(plain);
  const scene = seed % 2 === 0 ? routed : withVcas(routed);
  const context = new OfflineAudioContext(2 + 2 * backends.length, frames, 48_000);
  const sources = sceneSources(context, scene, frames);
  const mixers: Mixer[] = [];
  for (const backend of backends) {
    const mixer = await createMixer(context, { backend });
    for (const [strip, source] of sources.entries()) source?.connect(mixer.node, 0, strip);
    applyScene(mixer, scene);
    await mixer.settled();
    mixers.push(mixer);
  }
  const [reference, ...mixes] = await renderTogether(context, [
    nativeConsole(context, scene, sources),
    ...mixers.map((mixer) => mixer.node),
  ]);
  const figures = {
    seed,
    peak: peak(...reference!),
    mixes: mixes.map((mix, index) => ({
      backend: mixers[index]!.backend.kind,
      difference: maxDifference(mix, reference!),
      fingerprint: fingerprint(...mix),
    })),
    differing: mixes.slice(1).reduce((sum, mix) => sum + differingSamples(mix, mixes[0]!), 0),
  };
  for (const mixer of mixers) mixer.dispose();
  return figures;
}
