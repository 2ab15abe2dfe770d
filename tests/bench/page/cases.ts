import { compressor, levels } from '../settings.ts';
import type { Build } from './competitors/build.ts';
import { elementary } from './competitors/elementary.ts';
import { noop, sourcesAlone } from './competitors/floor.ts';
import { baseline, flattened } from './competitors/graph45.ts';
import { oneWorklet, worklets } from './competitors/js.ts';
import { native } from './competitors/native.ts';
import { ours } from './competitors/ours.ts';
import { tone } from './competitors/tone.ts';
import { graph45Strips, masterCompressor } from './graph45.ts';
import type { SourceSet } from './sources.ts';

/** What must be heard, so that neither silence nor work that was skipped can win. */
export type Expectation =
  /** The DSP is equal: the difference to another case stays 80 dB below it. */
  | { readonly is: 'equal'; readonly to: string }
  | Near
  /** As many sources of noise as play. */
  | { readonly is: 'noise' }
  /** The worklet that does nothing says how many stereo inputs it has, in its first sample. */
  | { readonly is: 'inputs' }
  /** Our engine rendered every quantum, with so many strips awake at the end; with none, it is silent. */
  | { readonly is: 'awake'; readonly strips: number };

/**
 * The DSP is another one: its level is so much above that of another case, and its compressors work where they can be
 * asked.
 */
export interface Near {
  readonly is: 'near';
  readonly to: string;
  readonly levelDb: number;
  /** What DynamicsCompressor, if it has any, adds by itself; not in Firefox. */
  readonly makeupDb: number;
  readonly withinDb: number;
  readonly compresses: boolean;
}

export interface Case {
  /** `what/who`, as in target/bench/results.json. */
  readonly name: string;
  /** How many strips, or inputs, it has. */
  readonly strips: number;
  readonly sources: SourceSet;
  /** The case with the same sources alone, which is subtracted to get its own cost; null for those themselves. */
  readonly less: string | null;
  /** For how long it has to render to be timed: cases that take long need fewer quanta. */
  readonly effort: 'idle' | 'light' | 'heavy' | 'slow';
  readonly expect: Expectation;
  readonly build: Build;
}

const strips = 32;
const backends = ['shared', 'message'] as const;
const noise: SourceSet = { count: strips };
const silence: SourceSet = { count: strips, silent: true };

function sourcesCase(name: string, sources: SourceSet): Case {
  const effort = sources.count === 0 ? 'idle' : 'light';
  return { name, strips: 0, sources, less: null, effort, expect: { is: 'noise' }, build: sourcesAlone };
}

const withNoise = { strips, sources: noise, less: `sources/${strips}` } as const;

/** What those with DSP of their own are compared with. */
const full = 'full/ours-shared';
/** What DynamicsCompressor adds by itself. Source: Web Audio API, "computing the makeup gain". */
const makeupOf = ({ threshold, ratio }: { threshold: number; ratio: number }) => -0.6 * (threshold - threshold / ratio);
const makeupDb = makeupOf(compressor);

function near(to: string, difference: Partial<Near> = {}): Near {
  return { is: 'near', to, levelDb: 0, makeupDb: 0, withinDb: 3, compresses: true, ...difference };
}

/** Those that are compared with native nodes at one level of the console. */
function consoleCases(level: (typeof levels)[number]): Case[] {
  const reference = `${level}/native`;
  const expect = (name: string): Expectation => {
    // Whose sound is the same to the bit. What it says by message may not be there when all is rendered.
    if (name.endsWith('/ours-message')) return { is: 'equal', to: `${level}/ours-shared` };
    if (level === 'full') {
      return near(name.includes('/ours') ? 'full/js-one' : full, name === reference ? { makeupDb } : {});
    }
    return { is: 'equal', to: name === reference ? `${level}/ours-shared` : reference };
  };
  const one = (who: string, build: Build, effort: Case['effort']): Case => {
    const name = `${level}/${who}`;
    return { ...withNoise, name, effort, expect: expect(name), build };
  };
  const heavy = level === 'mix' ? 'light' : 'heavy';
  return [
    ...backends.map((backend) => one(`ours-${backend}`, ours({ backend, strips, level }), 'light')),
    one('native', native(level), heavy),
    one('js-one', oneWorklet(level), heavy),
  ];
}

/**
 * The EQs of Tone.js and Elementary are set as near as they can be, and Elementary's detector follows the mean level: about
 * 4 dB more are left.
 */
const others: Case[] = [
  { ...withNoise, name: 'mix/js-32', effort: 'light', expect: { is: 'equal', to: 'mix/native' }, build: worklets },
  { ...withNoise, name: 'mix/tone', effort: 'light', expect: { is: 'equal', to: 'mix/native' }, build: tone('mix') },
  {
    ...withNoise,
    name: 'full/tone',
    effort: 'slow',
    expect: near(full, { makeupDb, levelDb: 4 }),
    build: tone('full'),
  },
  {
    ...withNoise,
    name: 'full/js-one-coarse',
    effort: 'heavy',
    expect: near(full),
    build: oneWorklet('full', 8),
  },
  {
    ...withNoise,
    name: 'full/elementary',
    effort: 'heavy',
    expect: near(full, { levelDb: 4, compresses: false }),
    build: elementary,
  },
];

const flat = {
  strips: graph45Strips,
  sources: { count: graph45Strips },
  less: `sources/${graph45Strips}`,
  effort: 'light',
} as const;

/** The native compressor behind the baseline, against ours. */
const last = { makeupDb: makeupOf(masterCompressor), levelDb: -3.5 };

const graph45: Case[] = [
  { ...flat, name: 'graph45/baseline', expect: near('graph45/ours-shared', last), build: baseline(true) },
  {
    ...flat,
    name: 'graph45/baseline-unmetered',
    expect: { is: 'equal', to: 'graph45/baseline' },
    build: baseline(false),
  },
  ...backends.map((backend) => ({
    ...flat,
    name: `graph45/ours-${backend}`,
    expect:
      backend === 'message'
        ? ({ is: 'equal', to: 'graph45/ours-shared' } as const)
        : near('graph45/baseline', { makeupDb: -last.makeupDb, levelDb: -last.levelDb }),
    build: flattened(backend),
  })),
];

/** How many of the strips of a large mixer are connected. */
export const connections = [0, 1, 8, 16, 32, 64, 128] as const;

const scale = connections.map((count): Case => {
  const many = { backend: 'shared', strips: 128, level: 'full' } as const;
  return {
    name: `scale/${count}`,
    strips: 128,
    sources: { count },
    less: `sources/${count}`,
    effort: 'light',
    expect: { is: 'awake', strips: count },
    build: ours(many),
  };
});

/** How many of the connected sources have been started. */
const players = [0, 8, 16, 32] as const;

const play = players.flatMap((playing): Case[] => [
  sourcesCase(`sources/${playing}-of-${strips}`, { count: strips, playing }),
  {
    ...withNoise,
    name: `play/${playing}`,
    sources: { count: strips, playing },
    less: `sources/${playing}-of-${strips}`,
    effort: 'light',
    expect: { is: 'awake', strips: playing },
    build: ours({ backend: 'shared', strips, level: 'full' }),
  },
]);

/** Strips that are shaped by everything, with buses and master that are not: what sleep saves belongs to strips. */
const shaped = { backend: 'shared', strips, level: 'full', output: false } as const;
const nothing = { strips, sources: { count: 0 }, less: 'sources/0', effort: 'idle' } as const;

const quiet: Case[] = [
  sourcesCase('sources/silence', silence),
  {
    ...withNoise,
    name: `silence/${strips}`,
    sources: silence,
    less: 'sources/silence',
    effort: 'light',
    expect: { is: 'awake', strips: 0 },
    build: ours(shaped),
  },
  { ...nothing, name: 'idle/noop', expect: { is: 'inputs' }, build: noop(strips) },
  { ...nothing, name: 'idle/ours', expect: { is: 'awake', strips: 0 }, build: ours(shaped) },
];

export const cases: readonly Case[] = [
  ...[...new Set([...connections, graph45Strips])]
    .sort((a, b) => a - b)
    .map((count) => sourcesCase(`sources/${count}`, { count })),
  { ...withNoise, name: 'floor/noop', effort: 'light', expect: { is: 'inputs' }, build: noop(strips) },
  ...levels.flatMap(consoleCases),
  ...others,
  ...graph45,
  ...scale,
  ...play,
  ...quiet,
];
