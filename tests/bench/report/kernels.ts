import { read } from '../offline/results.ts';
import { micros, type Section, table } from './section.ts';

interface Cell {
  readonly cost: number;
  readonly stage: number;
}

interface Stages {
  readonly rounds: number;
  readonly quanta: number;
  readonly results: readonly ({ readonly stage: string } & Record<'wasm' | 'native' | 'chromium', Cell>)[];
}

/** What each stage of the engine adds, from target/bench/stages.json. */
export const kernels: Section = {
  title: 'Stage by stage',
  command: 'node --import=tsx tests/bench/kernels.ts',
  lines() {
    const stages = read<Stages>('stages.json');
    if (stages === undefined) return undefined;
    const sides = ['wasm', 'native', 'chromium'] as const;
    return [
      '32 strips and 4 buses, each stage beside those before it, µs per quantum: what it costs so far, and what the stage adds. *wasm* is',
      `the engine alone under Node, *native* the same engine as machine code, *Chromium* offline, less the floor. Medians of ${stages.rounds}.`,
      '',
      ...table(
        ['with', ...sides.flatMap((side) => [side, '+'])],
        stages.results.map((result) => [
          result.stage,
          ...sides.flatMap((side) => [micros(result[side].cost), micros(result[side].stage)]),
        ]),
      ),
    ];
  },
};
