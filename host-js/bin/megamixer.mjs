#!/usr/bin/env node
/** What `npx megamixer` does: copies the files that a page loads by `assetsUrl` to where they are served. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `Usage: npx megamixer copy-assets [--profiling] DIR

Copies the files of the library that a page may have to load from its own site into DIR, which is made where
it is missing. Files of the same name are overwritten, and others left alone. Who needs them, and what for, is
in docs/recipes/strict-csp.md.

  --profiling  copies the engine with names for a profiler too, which takes 2 MB: see docs/profiling.md
  --help       prints this
  --version    prints the version of the library
`;

/** What cannot be done, in words for whoever asked for it. */
class Refusal extends Error {}
/** What nobody could do: said with the usage. */
class Misuse extends Refusal {}

const inPackage = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

try {
  main();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  const misused = error instanceof Misuse;
  process.stderr.write(`megamixer: ${error.message}\n${misused ? `\n${usage}` : ''}`);
  process.exitCode = misused ? 2 : 1;
}

function main() {
  const { values, positionals } = parsed();
  if (values.help) return console.log(usage.trimEnd());
  if (values.version) return console.log(JSON.parse(readFileSync(inPackage('package.json'), 'utf8')).version);
  const [command, folder, ...more] = positionals;
  if (command === undefined) throw new Misuse('what is to be done?');
  if (command !== 'copy-assets') throw new Misuse(`there is no command ${command}.`);
  if (!folder) throw new Misuse('copy-assets takes the folder to copy to.');
  if (more.length > 0) throw new Misuse(`copy-assets takes one folder, not ${more.join(' ')} too.`);
  copyAssets(folder, (name) => values.profiling || !name.startsWith('megamixer-profiling.'));
}

function parsed() {
  try {
    const options = { profiling: { type: 'boolean' }, help: { type: 'boolean' }, version: { type: 'boolean' } };
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    throw new Misuse(error.message);
  }
}

function copyAssets(folder, wanted) {
  if (statSync(folder, { throwIfNoEntry: false })?.isFile()) throw new Refusal(`${folder} is a file: name a folder.`);
  const assets = inPackage('assets');
  const names = readdirSync(assets).filter(wanted).sort();
  try {
    mkdirSync(folder, { recursive: true });
    for (const name of names) copyFileSync(join(assets, name), join(folder, name));
  } catch (error) {
    throw new Refusal(`${folder} cannot be written to: ${error.message}.`);
  }

  console.log(`Copied to ${folder}:`);
  for (const name of names) {
    console.log(`${(statSync(join(folder, name)).size / 1000).toFixed(1).padStart(9)} kB  ${name}`);
  }
  console.log(`
Say where the site serves them:

  createMixer(context, { assetsUrl: '/${basename(resolve(folder))}/' });`);
}
