import type { Backend, Mixer } from 'megamixer';
import { noise, randomScene, type Scene } from '../../scenes/scene.ts';
import { bufferSource } from './apply-scene.ts';
import { differingSamples, peak } from './compare.ts';
import { renderMix } from './render.ts';

const frames = 4000;
const scene: Scene = randomScene(1);
const stereoStrip = scene.strips.findIndex(({ source }) => source === 'stereo');
const input = noise(scene, stereoStrip, frames);

async function render(backend: Backend, set: (mixer: Mixer) => void, strip: number) {
  return renderMix({
    backend,
    frames,
    prepare(mixer, context) {
      set(mixer);
      mixer.strips[strip]!.connect(bufferSource(context, input)!);
    },
  });
}

/** How many samples a strip at unity changes, for each strip of a vector and the last strip. */
export async function unity(backend: Backend): Promise<number[]> {
  const differing = [];
  for (const strip of [0, 1, 2, 3, 31]) {
    differing.push(differingSamples(await render(backend, () => {}, strip), input));
  }
  return differing;
}

/** How loud something silent is. */
export async function silence(backend: Backend, how: keyof typeof silencers): Promise<number> {
  return peak(...(await render(backend, silencers[how], 7)));
}

const silencers = {
  'strip muted': (mixer: Mixer) => {
    mixer.strips[7]!.mute.value = true;
    mixer.strips[7]!.sends[0]!.level.value = 1;
  },
  'fader at the floor': (mixer: Mixer) => {
    mixer.strips[7]!.gain.db = -100;
  },
  'another strip soloed': (mixer: Mixer) => {
    mixer.strips[0]!.solo.value = true;
    mixer.strips[7]!.sends[0]!.level.value = 1;
    mixer.strips[7]!.sends[0]!.tap.value = 'pre';
  },
  'master muted': (mixer: Mixer) => {
    mixer.master.mute.value = true;
  },
};
