/** What must agree and stands in two files, because each tool reads its own. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

/** The packages that a lock file has, none of which may say where it was got from. */
function locked(file) {
  const { packages } = JSON.parse(read(file));
  for (const [place, { resolved, link }] of Object.entries(packages)) {
    if (resolved && !link) problems.push(`${file} names a registry for ${place}`);
  }
  return packages;
}

/** What a folder's package.json asks for, which must be exact; `npm:` is a package under another name. */
function asked(folder) {
  const { dependencies, devDependencies } = JSON.parse(read(`${folder}/package.json`));
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    if (!/^(npm:.+@)?\d+\.\d+\.\d+$/.test(version)) problems.push(`${folder} asks for ${name} ${version}: not exact`);
  }
  return { dependencies, devDependencies };
}

for (const workspace of Object.values(locked('package-lock.json')).filter(({ link }) => link)) {
  asked(workspace.resolved);
}
// Apps that tests install by themselves.
for (const name of readdirSync(inRepository('tests/apps'))) {
  const folder = `tests/apps/${name}`;
  if (!existsSync(inRepository(folder, 'package.json'))) continue;
  const wanted = asked(folder);
  if (wanted.dependencies === undefined && wanted.devDependencies === undefined) continue;
  const { '': own } = locked(`${folder}/package-lock.json`);
  if (
    JSON.stringify(wanted) !== JSON.stringify({ dependencies: own.dependencies, devDependencies: own.devDependencies })
  ) {
    problems.push(`${folder}/package-lock.json is not of its package.json`);
  }
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
