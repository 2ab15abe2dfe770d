import { asFound, type Row, type StagesFile, sides } from '../kernels/results.ts';
import { read } from '../offline/results.ts';
import { micros, type Section, type TargetRow, table } from './section.ts';
import { verdict } from './targets.ts';

const file = 'stages.json';
const command = 'node --import=tsx tests/bench/kernels.ts';
/** Engine in wasm ÷ the same engine native. */
const [must, aim] = [2, 1.4];

/** What each stage of the engine adds, from target/bench/stages.json. */
export const kernels: Section = {
  title: 'Stage by stage',
  command,
  lines: () => (measured() === undefined ? undefined : kernelsSection()),
  targets: () => {
    const stages = measured();
    return stages === undefined ? [] : [target(stages)];
  },
};

/** Nothing, where the file is that of an earlier form of the benchmark. */
function measured(): StagesFile | undefined {
  const stages = read<Partial<StagesFile>>(file);
  return stages?.ratio === undefined ? undefined : (stages as StagesFile);
}

/** The section as lines of Markdown; a line that says how to make it where nothing has been measured. */
export function kernelsSection(): string[] {
  const stages = measured();
  return stages === undefined ? [`Not measured: \`${command}\` does.`] : linesOf(stages);
}

export function linesOf(stages: StagesFile): string[] {
  const { rounds, peakPerNs, nativeFlags, copies, results, ratio } = stages;
  const found = asFound();
  const measured = sides.filter((side) => results.every((row) => row[side] !== undefined));
  const heads = { wasm: 'wasm', native: 'native', chromium: 'Chromium' } as const;
  const was = (stage: string) => found.stages[stage];
  const rows = results.map((row) => [
    row.stage,
    cell(was(row.stage)),
    ...measured.map((side) => micros(row[side]!.stage)),
    micros(row.possible),
    share(row),
  ]);
  const blanks = measured.slice(1).map(() => '');
  const copied = (what: string, before: number, now: number, possible: string) => [
    what,
    micros(before),
    micros(now),
    ...blanks,
    possible,
    '',
  ];
  const total = (side: (typeof measured)[number]) => micros(results.at(-1)![side]!.cost);
  return [
    '32 strips and 4 buses, each stage switched on beside those before it: what it adds to a quantum, in µs. *As found* is the commit',
    `${found.commit}, before anything was done for speed, and *wasm* the engine now, both alone under Node; *native* is the same engine as machine code`,
    `(\`${nativeFlags || 'no flags'}\`), timed by criterion; *Chromium* renders offline, less a worklet that does nothing. Medians of ${rounds} interleaved`,
    'rounds; of each, wasm and native tell their quickest few milliseconds, Chromium the quickest of three renders, since what else the machine does only',
    'adds. A difference between two loops is noisy: what is a fraction of a µs may come out as less than nothing.',
    '',
    '*Possible* is what the operations of the stage take if none waits for another: those that its formulas ask for',
    '(tests/bench/kernels/operations.ts counts them from the code), on 128 bits, at the highest rate that independent multiplications and additions',
    `reached in WebAssembly in the same run, ${peakPerNs.toFixed(1)} a nanosecond. Filters, detectors and followers wait for their own last result in every frame, so no order of`,
    'instructions gets there; and loads and stores, which are not counted, take their own share. What the last column is short of 100 % is waiting, moving, and deciding.',
    '',
    ...table(
      ['stage', 'as found', ...measured.map((side) => heads[side]), 'possible', 'of possible'],
      [
        copied('copy in', found.copies.in, copies.in, micros(copies.one)),
        ...rows,
        copied('copy out', found.copies.out, copies.out, ''),
        ['the engine, all on', micros(found.total), ...measured.map(total), micros(sum(results)), ''],
      ],
    ),
    '',
    'The copies are the worklet’s own, of 64 channels in and 2 out; as *possible* for them stands one copy of as many bytes in one piece.',
    '"Transpose" is what silence costs, whose strips are looked through and found asleep; the level meters always run, so they are in one line with the sum.',
    ...(ratio === null
      ? []
      : ['', `The whole engine in WebAssembly takes ${ratio.toFixed(2)} times what it takes natively.`]),
  ];
}

export function target({ ratio, nativeFlags }: StagesFile): TargetRow {
  const times = (value: number) => `${value.toFixed(2)} ×`;
  return {
    figure: `engine in wasm ÷ the same engine native (\`${nativeFlags || 'no flags'}\`)`,
    must: times(must),
    aim: times(aim),
    values: [ratio === null ? '–' : times(ratio), '', '', ''],
    reached: verdict({ must, aim, more: false }, ratio ?? Number.NaN),
  };
}

function cell(value: number | undefined): string {
  return value === undefined ? '' : micros(value);
}

/** How near a stage is to what is possible; nothing where that, or what it adds, is next to nothing. */
function share({ wasm, possible }: Row): string {
  if (wasm === undefined || possible < 0.05 || wasm.stage < possible) return '';
  return `${Math.round((100 * possible) / wasm.stage)} %`;
}

function sum(rows: readonly Row[]): number {
  return rows.reduce((total, { possible }) => total + possible, 0);
}
