/** What must agree and stands in two files, because each tool reads its own. */
import { readFileSync } from 'node:fs';
import { inRepository } from '../paths.mjs';
import { versions } from '../versions.mjs';

const read = (file) => readFileSync(inRepository(file), 'utf8');
const problems = [];

const crate = /^wasm-bindgen = "=(.*)"$/m.exec(read('Cargo.toml'))?.[1];
if (crate !== versions.WASM_BINDGEN_VERSION) {
  problems.push(
    `wasm-bindgen is ${crate} in Cargo.toml and ${versions.WASM_BINDGEN_VERSION} in scripts/versions.env: ` +
      'the glue fits only its own version',
  );
}

const root = JSON.parse(read('package.json'));
if (root.engines.node !== `>=${versions.NODE_MINIMUM.replace(/\.0$/, '')}`) {
  problems.push(`engines.node of package.json is not NODE_MINIMUM of scripts/versions.env`);
}

const packageLock = JSON.parse(read('package-lock.json'));
for (const [place, { resolved, link }] of Object.entries(packageLock.packages)) {
  if (resolved && !link) problems.push(`package-lock.json names a registry for ${place}`);
}
for (const workspace of Object.values(packageLock.packages).filter(({ link }) => link)) {
  const { dependencies, devDependencies } = JSON.parse(read(`${workspace.resolved}/package.json`));
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    if (!/^\d+\.\d+\.\d+$/.test(version)) problems.push(`${workspace.resolved} asks for ${name} ${version}: not exact`);
  }
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
