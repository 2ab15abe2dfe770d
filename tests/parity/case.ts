import type { Layout } from 'megamixer-worklet/layout';
import { Random } from '../scenes/random.ts';
import { noise, randomScene, regrouped, withVcas } from '../scenes/scene.ts';
import { randomEdit, sceneWords, type WordChange } from '../scenes/words.ts';
import type { EngineOptions } from './rendering-engine.ts';

/** Everything that decides a render, for both engines to start from. */
export interface ParityCase {
  readonly seed: number;
  readonly options: EngineOptions;
  readonly frames: number;
  readonly at: Layout;
  /** The whole block at the start. */
  readonly words: Int32Array<ArrayBuffer>;
  readonly connected: readonly boolean[];
  /** Planar, left and right of each strip. */
  readonly inputs: readonly Float32Array[];
  /** Where the render is cut, ascending, and what changes there. */
  readonly cuts: readonly { readonly frame: number; readonly changes: readonly WordChange[] }[];
}

/** A random scene, cut at random frames, with edits at some of the cuts. */
export function parityCase(seed: number): ParityCase {
  const random = new Random(seed + 7_000);
  const strips = seed === 0 ? 32 : 1 + random.below(40);
  const buses = seed === 0 ? 4 : random.below(7);
  const frames = 3000 + random.below(1000);
  const plain = randomScene(seed, { strips, buses });
  const routed = random.chance(0.5) ? plain : regrouped(plain);
  const scene = random.chance(0.7) ? withVcas(routed) : routed;
  const { at, words } = sceneWords(scene);
  const start = words.slice();

  const cuts = [];
  for (let frame = 1 + random.below(300); frame < frames; frame += 1 + random.below(300)) {
    cuts.push({ frame, changes: random.chance(0.5) ? randomEdit(words, at, random) : [] });
  }
  return {
    seed,
    options: {
      strips,
      buses,
      sampleRate: random.pick([3_000, 8_000, 44_100, 48_000, 96_000, 192_000, 768_000]),
      capacityFrames: 128,
      effects: random.below(5),
      maxDelay: random.pick([0, 0.001, 0.01]),
    },
    frames,
    at,
    words: start,
    connected: scene.strips.map(({ source }) => source !== 'none'),
    inputs: scene.strips.flatMap((_, strip) => {
      const [left = new Float32Array(frames), right = left] = faulty(noise(scene, strip, frames), random);
      return [left, right];
    }),
    cuts,
  };
}

/** Now and then something that is no audio, or too small to be, and stretches of silence for strips to sleep in. */
function faulty(channels: Float32Array<ArrayBuffer>[], random: Random): Float32Array<ArrayBuffer>[] {
  for (const samples of channels) {
    if (random.chance(0.1)) samples[random.below(samples.length)] = random.pick([Number.NaN, Infinity, 1e30]);
    if (random.chance(0.1)) samples.fill(1e-40, random.below(samples.length));
    if (random.chance(0.2)) samples.fill(0, random.below(samples.length));
  }
  return channels;
}
