import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARTEFACTS, BUILD_HASH } from 'megamixer-worklet/build';
import { LAYOUT_HASH } from 'megamixer-worklet/layout';
import { root } from './server.ts';

const PROFILING = ARTEFACTS.strict.profiling;
const backwards = (text: string) => [...text].reverse().join('');

/**
 * The build of the library, which nobody then changes under the tests, and builds that are unlike it, by what a server
 * mounts them as.
 */
export function builds(): Record<string, string> {
  const folder = join(root, `target/test-builds-${process.pid}`);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const build = (name: string) => {
    cpSync(join(root, 'dist'), join(folder, name), { recursive: true });
    return join(folder, name);
  };

  // Its hash names its processor: to a browser this is another version.
  const other = build('other');
  replaceIn(join(other, 'megamixer.js'), BUILD_HASH, backwards(BUILD_HASH));
  replaceIn(join(other, 'assets/megamixer-worklet.js'), BUILD_HASH, backwards(BUILD_HASH));

  // A page of one build with the engine of another.
  const mismatched = build('mismatched');
  replaceIn(join(mismatched, 'megamixer.js'), String(LAYOUT_HASH), String(LAYOUT_HASH ^ 1));

  const withoutWorklet = build('without-worklet');
  rmSync(join(withoutWorklet, 'assets/megamixer-worklet.js'));

  // What a server of single pages answers where there is no file.
  const withoutWasm = build('without-wasm');
  writeFileSync(join(withoutWasm, 'assets', PROFILING), '<!doctype html>');

  return {
    '/dist/': build('this'),
    '/dist-other/': other,
    '/dist-mismatched/': mismatched,
    '/dist-without-worklet/': withoutWorklet,
    '/dist-without-wasm/': withoutWasm,
  };
}

function replaceIn(file: string, what: string, by: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(what)) throw new Error(`${file} does not say ${what}: build first`);
  writeFileSync(file, text.replaceAll(what, by));
}
