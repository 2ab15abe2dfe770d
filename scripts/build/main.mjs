import { carried, isolateBundle, jsWorkletBundle, libraryBundle, subpathBundles, workletBundle } from './bundles.mjs';
import { declarations } from './declarations.mjs';
import { examples } from './examples.mjs';
import { facts } from './facts.mjs';
import { glue, jsGlue } from './glue.mjs';
import { manifest } from './manifest.mjs';
import { manual } from './manual.mjs';
import { optimise } from './optimise.mjs';
import { step } from './step.mjs';
import { wasm } from './wasm.mjs';

// The compilations take one core each, most of the time. After them each step reads what the ones before it wrote.
const steps = [
  ...optimise,
  ...[glue, jsGlue, facts],
  ...[workletBundle, jsWorkletBundle, carried, libraryBundle, ...subpathBundles, isolateBundle],
  ...[declarations, manifest, manual],
  ...examples,
];

try {
  await Promise.all(wasm.map(step));
  for (const each of steps) await step(each);
} catch (error) {
  // The tools have said where; a stack of this script adds nothing.
  console.error(`build: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
