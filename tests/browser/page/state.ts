import type { Backend, Mixer } from 'megamixer';
import { createHistory, createLink, createScenes } from '/dist/state.js';
import { randomScene } from '../../scenes/scene.ts';
import { applyScene, sceneSources } from './apply-scene.ts';
import { differingSamples, fingerprint, peak } from './compare.ts';
import { feed, playing, until } from './realtime.ts';
import { renderMix } from './render.ts';

/** A mixer as it is, set to a random scene, with that undone, and with it redone: what is heard of each. */
export async function renderSteps(backend: Backend, seed: number) {
  const scene = randomScene(seed);
  const frames = 6000;
  const render = async (work: (mixer: Mixer) => void) => {
    const mix = await renderMix({
      backend,
      frames,
      prepare(mixer, context) {
        work(mixer);
        for (const [strip, source] of sceneSources(context, scene, frames).entries()) {
          if (source) mixer.strips[strip]!.connect(source);
        }
      },
    });
    return { fingerprint: fingerprint(...mix), peak: peak(...mix) };
  };
  const steps = (mixer: Mixer) => {
    const history = createHistory(mixer);
    applyScene(mixer, scene);
    mixer.master.gain.rampTo(0, 20);
    mixer.master.gain.value = scene.master.gain;
    while (history.undo());
    return history;
  };
  return {
    plain: await render(() => {}),
    undone: await render(steps),
    set: await render((mixer) => applyScene(mixer, scene)),
    redone: await render((mixer) => {
      const history = steps(mixer);
      while (history.redo());
    }),
  };
}

/** How many samples of two linked faders, of which one is moved, are others than of two that are set by hand; and where they get to. */
export async function renderLink(backend: Backend) {
  const render = (isLinked: boolean) =>
    renderMix({
      backend,
      frames: 12_000,
      script: [
        {
          frame: 0,
          edit({ strips: [one, other] }) {
            other!.gain.value = 0.5;
            if (isLinked) createLink([one!.gain, other!.gain]);
          },
        },
        {
          frame: 2400,
          edit({ strips: [one, other] }) {
            one!.gain.value = 0.5;
            if (!isLinked) other!.gain.value = 0.25;
          },
        },
        {
          frame: 4800,
          edit({ strips: [one, other] }) {
            one!.gain.rampTo(1, 0.05);
            if (!isLinked) other!.gain.rampTo(0.5, 0.05);
          },
        },
      ],
      prepare: (mixer) => feed(mixer, [0, 1]),
    });
  const [linked, byHand] = [await render(true), await render(false)];
  const at = (frame: number) => linked[0][frame]!;
  return { differing: differingSamples(linked, byHand), levels: [at(2399), at(4799), at(11_999)] };
}

/**
 * Whether a mixer that recalls a scene with a long fade is heard as it should: it fades, is as loud as before once that is undone, and silent
 * once it is redone. Each is waited for.
 */
export function heardOfScenes(backend: Backend) {
  return playing({ backend, strips: 2, buses: 0 }, async (mixer, context) => {
    mixer.node.connect(context.destination);
    feed(mixer, [0], 0.5);
    const { meter } = mixer.master;
    const reaches = async (is: (rms: number) => boolean) => {
      await until(() => is(meter.left.rms), 10_000);
      return meter.left.rms;
    };
    const isWhole = (rms: number) => rms > 0.49;
    const scenes = createScenes(mixer, { storage: null });
    const history = createHistory(mixer);
    mixer.strips[0]!.gain.value = 0;
    scenes.save('Silence');
    history.undo();
    await reaches(isWhole);
    scenes.recall('Silence', { fade: 12 });
    const fading = await reaches((rms) => rms < 0.4);
    history.undo();
    const undone = await reaches(isWhole);
    history.redo();
    const redone = await reaches((rms) => rms < 0.2);
    return { fading, undone, redone };
  });
}
