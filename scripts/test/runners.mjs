import { existsSync } from 'node:fs';
import { filesOf } from '../build/step.mjs';
import { inRepository } from '../paths.mjs';
import { cargoTests } from './cargo-tests.mjs';
import { cargo, cargoOverSeeds, closingLine } from './parsers.mjs';

const soak = process.env.MEGAMIXER_SOAK === '1';

const nodeTests = [
  'host-js',
  'worklet',
  'scripts',
  'tests/parity',
  'tests/packaging',
  'tests/structure',
  'tests/docs',
  'tests/bench',
]
  .filter((folder) => existsSync(inRepository(folder)))
  .flatMap((folder) => filesOf(folder))
  .filter((file) => /\.test\.(ts|mjs)$/.test(file) && !file.includes('node_modules/'));

const reporters = ['spec', './scripts/test/tally-line.mjs'].flatMap((reporter) => [
  ...[`--test-reporter=${reporter}`, '--test-reporter-destination=stdout'],
]);

/**
 * What `make test` runs, in two lanes side by side: runners of one lane come one after another. Those of the last
 * lane measure time or use both cores by themselves, so they run alone.
 */
export const lanes = {
  cargo: [
    { name: 'cargo', command: [...cargoTests, '--no-fail-fast'], parse: cargo },
    {
      name: 'miri',
      command: ['cargo', 'miri', 'test', '--locked', '--package', 'megamixer-engine', '--test', 'adoption_threads'],
      env: { MIRIFLAGS: `-Zmiri-many-seeds=0..${soak ? 256 : 4}` },
      parse: cargoOverSeeds,
    },
  ],
  node: [
    { name: 'node', command: ['node', '--import=tsx', '--test', ...reporters, ...nodeTests], parse: closingLine },
    // With MEGAMIXER_SOAK every tool that people use; otherwise those that take seconds.
    { name: 'apps', command: ['node', '--import=tsx', ...reporters, 'tests/apps/harness/main.ts'], parse: closingLine },
  ],
  alone: [{ name: 'browsers', command: ['node', 'tests/browser/run.mjs'], parse: closingLine }],
};
