import { VCA_COUNT, VCA_DEPTH } from 'megamixer-worklet/layout';
import { Random } from './random.ts';

/** A mixer's settings and what plays into it, as plain data: JSON, the same in Node and in a page. */
export interface Scene {
  readonly seed: number;
  /** Full scale of every source. */
  readonly amplitude: number;
  readonly strips: readonly SceneStrip[];
  readonly buses: readonly SceneBus[];
  /** The first VCAs; the rest are at their defaults. */
  readonly vcas?: readonly SceneVca[];
  readonly master: { readonly gain: number; readonly mute: boolean };
}

export interface SceneStrip {
  readonly source: 'none' | 'mono' | 'stereo';
  readonly input: 'stereo' | 'mono';
  readonly trim: number;
  readonly polarity: boolean;
  readonly gain: number;
  readonly mute: boolean;
  readonly pan: number;
  readonly solo: boolean;
  readonly soloSafe: boolean;
  /** The bus that it goes to instead of the master. */
  readonly output: number | null;
  /** The VCA that it is a member of. */
  readonly vca?: number | null;
  readonly sends: readonly SceneSend[];
}

export interface SceneVca {
  readonly gain: number;
  readonly mute: boolean;
  /** The VCA that it is a member of. */
  readonly vca: number | null;
}

export interface SceneSend {
  readonly level: number;
  readonly tap: 'post' | 'pre';
  readonly on: boolean;
}

export interface SceneBus {
  /** The bus that it goes to instead of the master. */
  readonly output: number | null;
  /** The VCA that it is a member of. */
  readonly vca?: number | null;
  readonly gain: number;
  readonly pan: number;
  readonly mute: boolean;
  readonly solo: boolean;
  readonly soloSafe: boolean;
}

/** Every second scene is quiet enough to peak below 2; every third has solos. */
export function randomScene(seed: number, { strips = 32, buses = 4 } = {}): Scene {
  const random = new Random(seed);
  const soloing = seed % 3 === 0;
  return {
    seed,
    amplitude: seed % 2 === 0 ? 0.02 : 1,
    strips: Array.from({ length: strips }, () => {
      const mono = random.chance(0.5);
      return {
        // A mono source through a strip of input `stereo` is up-mixed first: both ways of hearing it occur.
        source: random.chance(0.06) ? 'none' : mono || random.chance(0.2) ? 'mono' : 'stereo',
        input: mono ? 'mono' : 'stereo',
        trim: level(random, 4),
        polarity: random.chance(0.3),
        gain: level(random, 2),
        mute: random.chance(0.15),
        pan: position(random),
        solo: soloing && random.chance(0.1),
        soloSafe: random.chance(0.1),
        output: null,
        sends: Array.from({ length: buses }, () => ({
          level: random.chance(0.4) ? 0 : level(random, 1),
          tap: random.pick(['post', 'pre'] as const),
          on: random.chance(0.8),
        })),
      };
    }),
    buses: Array.from({ length: buses }, () => ({
      output: null,
      gain: level(random, 2),
      pan: position(random),
      mute: random.chance(0.15),
      solo: soloing && random.chance(0.2),
      soloSafe: random.chance(0.2),
    })),
    master: { gain: random.between(0.2, 1.5), mute: random.chance(0.02) },
  };
}

/** The same scene with random outputs: buses feed one another up or down, so that there is no circle. */
export function regrouped(scene: Scene): Scene {
  const random = new Random(scene.seed + 3000);
  const { length } = scene.buses;
  const rank = random.chance(0.5) ? (bus: number) => bus : (bus: number) => -bus;
  return {
    ...scene,
    strips: scene.strips.map((strip) => ({
      ...strip,
      output: length > 0 && random.chance(0.5) ? random.below(length) : null,
    })),
    buses: scene.buses.map((bus, index) => {
      const next = scene.buses.map((_, other) => other).filter((other) => rank(other) > rank(index));
      return { ...bus, output: next.length > 0 && random.chance(0.6) ? random.pick(next) : null };
    }),
  };
}

/** The same scene with most strips and buses under VCAs, some of these under others, up to four deep. */
export function withVcas(scene: Scene): Scene {
  const random = new Random(scene.seed + 5000);
  const any = () => (random.chance(0.7) ? random.below(VCA_COUNT) : null);
  // Each is of a rank, and a member of one of the next: no circle, and no chain that is too long.
  const ranks = Array.from({ length: VCA_COUNT }, () => random.below(VCA_DEPTH));
  const above = (rank: number) => ranks.flatMap((other, vca) => (other === rank + 1 ? [vca] : []));
  return {
    ...scene,
    strips: scene.strips.map((strip) => ({ ...strip, vca: any() })),
    buses: scene.buses.map((bus) => ({ ...bus, vca: any() })),
    vcas: ranks.map((rank) => ({
      gain: level(random, 2),
      mute: random.chance(0.05),
      vca: above(rank).length > 0 && random.chance(0.7) ? random.pick(above(rank)) : null,
    })),
  };
}

function level(random: Random, max: number): number {
  return random.chance(0.15) ? 1 : random.chance(0.05) ? 0 : random.between(0, max);
}

function position(random: Random): number {
  return random.chance(0.25) ? random.pick([-1, 0, 1]) : random.between(-1, 1);
}

/** What plays into a strip: one channel of noise or two, none where nothing is connected. */
export function noise(scene: Scene, strip: number, frames: number): Float32Array<ArrayBuffer>[] {
  const { source } = scene.strips[strip]!;
  const channels = source === 'none' ? 0 : source === 'mono' ? 1 : 2;
  return Array.from({ length: channels }, (_, channel) => {
    const random = new Random(scene.seed * 1000 + strip * 2 + channel);
    return Float32Array.from({ length: frames }, () => random.between(-scene.amplitude, scene.amplitude));
  });
}
