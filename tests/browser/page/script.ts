import type { Backend, ScriptedEdit } from 'megamixer';
import { Random } from '../../scenes/random.ts';
import { randomScene } from '../../scenes/scene.ts';
import { applyScene, bufferSource, sceneSources } from './apply-scene.ts';
import { fingerprint, peak } from './compare.ts';
import { randomScript, withCuts } from './random-edit.ts';
import { renderMix, type Stereo } from './render.ts';

export interface ScriptOptions {
  backend: Backend;
  frames: number;
  sampleRate?: number;
  quantum?: number;
  cut?: boolean;
}

/** The first mix of each script, to tell where another differs. */
const first = new Map<string, Stereo>();

/** Renders a random scene while a random script moves its controls. */
export async function renderScript(
  seed: number,
  { backend, frames, sampleRate = 48_000, quantum, cut = false }: ScriptOptions,
): Promise<{ fingerprint: string; peak: number; quanta: number; differs: string }> {
  const scene = randomScene(seed);
  const edits = randomScript(new Random(seed + 500), frames);
  const script: ScriptedEdit[] = [
    { frame: 0, edit: (mixer) => applyScene(mixer, scene) },
    ...(cut ? withCuts(edits, new Random(seed + 900), frames) : edits),
  ];
  let quanta = 0;
  const mix = await renderMix({
    backend,
    frames,
    sampleRate,
    script,
    ...(quantum !== undefined && { quantum }),
    prepare(mixer, context) {
      for (const [strip, source] of sceneSources(context, scene, frames).entries()) {
        if (source) mixer.strips[strip]!.connect(source);
      }
    },
    after: (mixer) => {
      quanta = mixer.stats.quanta;
    },
  });
  const key = `${seed} ${frames} ${sampleRate}`;
  if (!first.has(key)) first.set(key, mix);
  return { fingerprint: fingerprint(...mix), peak: peak(...mix), quanta, differs: differs(mix, first.get(key)!) };
}

/** Where a mix differs from another, in words. */
function differs([left, right]: Stereo, [otherLeft, otherRight]: Stereo): string {
  const frames = [...left.keys()].filter((i) => left[i] !== otherLeft[i] || right[i] !== otherRight[i]);
  const silent = frames.filter((i) => left[i] === 0 && right[i] === 0);
  return `${frames.length} frames differ, from ${frames[0]} to ${frames.at(-1)}, ${silent.length} of them silent`;
}

const sampleRate = 48_000;
const jumpFrame = 24_000;

/** How much a jump of the fader leaves of its step, once `glide` is over and after four times as long. */
export async function renderJump(
  backend: Backend,
  glide: number,
): Promise<{ before: number; afterGlide: number; atTheEnd: number }> {
  const [left] = await renderMix({
    backend,
    frames: jumpFrame + Math.ceil(4 * glide * sampleRate),
    script: [
      { frame: 0, edit: (mixer) => (mixer.glide.value = glide) },
      { frame: jumpFrame, edit: (mixer) => (mixer.strips[5]!.gain.value = 0.25) },
    ],
    prepare: (mixer, context) => {
      const source = new ConstantSourceNode(context);
      source.start();
      mixer.strips[5]!.connect(source);
    },
  });
  return {
    before: left[jumpFrame - 1]!,
    afterGlide: left[jumpFrame + Math.ceil(glide * sampleRate)]!,
    atTheEnd: left[left.length - 1]!,
  };
}

/** The loudest thing outside 1 kHz ± 1 kHz, dB below full scale, while the fader of a 1 kHz sine moves. */
export async function renderZipper(backend: Backend, moves: 'jump' | '60 Hz'): Promise<number> {
  const frames = sampleRate;
  const random = new Random(1);
  const script: ScriptedEdit[] =
    moves === 'jump'
      ? [{ frame: 12_345, edit: (mixer) => (mixer.strips[0]!.gain.value = 0.25) }]
      : Array.from({ length: 50 }, (_, step) => ({
          frame: 4_000 + step * 800,
          edit: (mixer) => (mixer.strips[0]!.gain.value = random.pick([0.25, 1])),
        }));
  const sine = Float32Array.from({ length: frames }, (_, i) => Math.sin((2 * Math.PI * 1000 * i) / sampleRate));
  const [left] = await renderMix({
    backend,
    frames,
    script,
    prepare: (mixer, context) => void mixer.strips[0]!.connect(bufferSource(context, [sine, sine])!),
  });
  return loudestOutside(left);
}

/**
 * Blackman windows of 10 ms, each 1 ms after the last, as levels of a sine, in the window's own steps of 100 Hz: between
 * them its side lobes are all that one sees of a steady 1 kHz.
 */
function loudestOutside(samples: Float32Array): number {
  const length = sampleRate / 100;
  const window = Float64Array.from({ length }, (_, i) => {
    const turn = (2 * Math.PI * i) / length;
    return 0.42 - 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn);
  });
  const cosine = Float64Array.from({ length }, (_, i) => Math.cos((2 * Math.PI * i) / length));
  const sum = window.reduce((total, weight) => total + weight, 0);
  const windowed = new Float64Array(length);
  let loudest = 0;
  for (let start = 0; start + length <= samples.length; start += sampleRate / 1000) {
    for (let i = 0; i < length; i += 1) windowed[i] = samples[start + i]! * window[i]!;
    for (let bin = 21; bin < length / 2; bin += 1) {
      let real = 0;
      let imaginary = 0;
      for (let i = 0; i < length; i += 1) {
        const phase = (bin * i) % length;
        real += windowed[i]! * cosine[phase]!;
        imaginary += windowed[i]! * cosine[(phase + length / 4) % length]!;
      }
      loudest = Math.max(loudest, (2 * Math.hypot(real, imaginary)) / sum);
    }
  }
  return 20 * Math.log10(loudest);
}
