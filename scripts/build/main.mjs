import { bounceBuild, builds, jsBuild } from './artefacts.mjs';
import { bounceCarried, bounceGlue, bounceModule, bounceWorker } from './bounce.mjs';
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

const [jsWasm, bounceWasm] = [jsBuild, bounceBuild].map(wasm);

// After them each step reads what the ones before it wrote.
const steps = [
  ...[facts, bounceWorker, bounceCarried],
  ...[workletBundle, jsWorkletBundle, carried, libraryBundle, ...subpathBundles, isolateBundle],
  ...[declarations, manifest, manual],
  ...examples,
];

async function inTurn(steps) {
  for (const each of steps) await step(each);
}

/** Each compilation takes one core, most of the time. The bounce is made of what the engine's has compiled. */
async function compile() {
  const engine = inTurn(builds.map(wasm));
  const bounce = engine.then(() => inTurn([bounceWasm, bounceModule, bounceGlue]));
  const js = inTurn([jsWasm, jsGlue]);
  await Promise.all([bounce, Promise.all([engine, js]).then(() => inTurn([...optimise, glue]))]);
}

try {
  await compile();
  await inTurn(steps);
} catch (error) {
  // The tools have said where; a stack of this script adds nothing.
  console.error(`build: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
