import type { Backend, Mixer } from 'megamixer';
import { createHistory, createLink, createScenes } from '/dist/state.js';
import { createTestMixer } from '/dist/testing.js';
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

/** Where in a page the keys of the manual's program undo: in what people type in, and in all else that keys are for. */
export function undoKeys(program: string) {
  const mixer = createTestMixer({ strips: 1 });
  const { gain } = mixer.strips[0]!;
  const buttons = ['undoButton', 'redoButton'];
  const run = new Function('createHistory', 'mixer', ...buttons, program);
  run(createHistory, mixer, ...buttons.map(() => document.createElement('button')));
  const undoes = (markup: string): boolean => {
    gain.value = 0.5;
    const host = document.createElement('div');
    document.body.replaceChildren(host);
    host.attachShadow({ mode: 'open' }).innerHTML = markup;
    const target = host.shadowRoot!.querySelector('.inner') ?? host.shadowRoot!.firstElementChild!;
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, composed: true }));
    return gain.value === 1;
  };
  const input = (type: string) => `<input type="${type}">`;
  const all = (markups: readonly string[]) => Object.fromEntries(markups.map((markup) => [markup, undoes(markup)]));
  return {
    typed: all([
      ...['text', 'search', 'email', 'url', 'tel', 'password', 'number'].map(input),
      ...['<input>', '<textarea></textarea>', '<p contenteditable></p>'],
      '<p contenteditable="plaintext-only">a <b class="inner">b</b></p>',
    ]),
    others: all([
      ...['range', 'checkbox', 'radio', 'color', 'button'].map(input),
      ...['<select></select>', '<button></button>', '<p></p>'],
    ]),
  };
}
