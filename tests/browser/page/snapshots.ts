import type { Backend } from 'megamixer';
import { randomScene } from '../../scenes/scene.ts';
import { applyScene, sceneSources } from './apply-scene.ts';
import { fingerprint, peak } from './compare.ts';
import { renderMix } from './render.ts';

/** A random scene as it was set, and as a mixer plays it that was given the other's snapshot as text. */
export async function renderRestored(backend: Backend, seed: number) {
  const scene = randomScene(seed);
  const frames = 6000;
  let text = '';
  const render = async (settle: 'apply' | 'restore') => {
    const mix = await renderMix({
      backend,
      frames,
      prepare(mixer, context) {
        if (settle === 'apply') applyScene(mixer, scene);
        else mixer.restore(JSON.parse(text));
        text = JSON.stringify(mixer.snapshot());
        for (const [strip, source] of sceneSources(context, scene, frames).entries()) {
          if (source) mixer.strips[strip]!.connect(source);
        }
      },
    });
    return { fingerprint: fingerprint(...mix), peak: peak(...mix), text };
  };
  return { applied: await render('apply'), restored: await render('restore') };
}

/** A fader at 1 that a snapshot with a fade takes to 0.25: before, half way, and when the fade is over. */
export async function renderFade(backend: Backend) {
  const [from, fade, sampleRate] = [4800, 0.25, 48_000];
  const [left] = await renderMix({
    backend,
    frames: from + 2 * fade * sampleRate,
    script: [
      {
        frame: from,
        edit: (mixer) => mixer.restore({ version: 1, strips: [{ gain: 0.25 }] }, { fade }),
      },
    ],
    prepare: (mixer, context) => {
      const source = new ConstantSourceNode(context);
      source.start();
      mixer.strips[0]!.connect(source);
    },
  });
  const at = (seconds: number) => left[from + seconds * sampleRate]!;
  return { before: left[from - 1]!, halfWay: at(fade / 2), after: at(fade) };
}
