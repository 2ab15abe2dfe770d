import { libraryBundle, workletBundle } from './bundles.mjs';
import { declarations } from './declarations.mjs';
import { examples } from './examples.mjs';
import { facts } from './facts.mjs';
import { glue } from './glue.mjs';
import { manifest } from './manifest.mjs';
import { step } from './step.mjs';
import { wasm } from './wasm.mjs';

// Each step reads what the ones before it wrote.
for (const each of [wasm, glue, facts, workletBundle, libraryBundle, declarations, manifest, ...examples]) {
  await step(each);
}
