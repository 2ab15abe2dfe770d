/** Writes docs/benchmarks.md and docs/benchmarks.svg from what is in target/bench. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../browser/harness/server.ts';
import { type Result, type Run, read, resultsFile, runFile } from '../offline/results.ts';
import { chart } from './chart.ts';
import { compose, sections } from './sections.ts';

const results = read<Result[]>(resultsFile);
const run = read<Run>(runFile);
if (results === undefined || run === undefined) {
  throw new Error('there is nothing in target/bench to write about: run `make bench`');
}
if (run.complete && results.some(({ engine }) => engine === 'chromium')) {
  writeFileSync(join(root, 'docs/benchmarks.md'), compose(await sections(results, run)));
  writeFileSync(join(root, 'docs/benchmarks.svg'), chart(results, 'chromium'));
  console.log('docs/benchmarks.md and docs/benchmarks.svg are written.');
} else {
  console.log('docs/benchmarks.md stays as it was: it needs a run of every case that includes Chromium.');
}
