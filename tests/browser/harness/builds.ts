import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARTEFACTS, BUILD_HASH } from 'megamixer-worklet/build';
import { LAYOUT_HASH } from 'megamixer-worklet/layout';
import { root } from './server.ts';

const PROFILING = ARTEFACTS.strict.profiling;
const rotated = (text: string) => text.slice(1) + text.slice(0, 1);
const backwards = (text: string) => [...text].reverse().join('');

/** Registers a processor as it is, but for the level. Without quotation marks: it also stands in the text that the library carries. */
const HALVED = `((name, Processor) => registerProcessor(name, class extends Processor {
  process(inputs, outputs) {
    const alive = super.process(inputs, outputs);
    for (const channel of outputs.flat()) for (const frame of channel.keys()) channel[frame] /= 2;
    return alive;
  }
}))`.replaceAll('\n', ' ');

const FULL = `{
  const { prototype } = FileReaderSync;
  const read = prototype.readAsArrayBuffer;
  let left = 1;
  prototype.readAsArrayBuffer = function (blob) {
    if (left === 0) throw new DOMException('it is not there', 'NotReadableError');
    left -= 1;
    return read.call(this, blob);
  };
}`;

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

  // What somebody who works on the library gets by a change to the worklet: it plays at half the level.
  const edited = build('edited');
  for (const file of ['megamixer.js', 'assets/megamixer-worklet.js', 'assets/megamixer-worklet-js.js']) {
    replaceIn(join(edited, file), BUILD_HASH, rotated(BUILD_HASH));
    replaceIn(join(edited, file), 'registerProcessor(', `${HALVED}(`);
  }

  // A page of one build with the engine of another.
  const mismatched = build('mismatched');
  replaceIn(join(mismatched, 'megamixer.js'), String(LAYOUT_HASH), String(LAYOUT_HASH ^ 1));

  // The threads of its bounces trap as soon as they are there.
  const trapping = build('trapping');
  const joined = 'postMessage("joined")';
  replaceIn(
    join(trapping, 'assets/megamixer-bounce-worker.js'),
    joined,
    `${joined},(() => { throw new Error("trap") })()`,
  );

  // The browser keeps the first alone of the Blobs that its bounces put away, and says so as Chromium does: to who reads them.
  const full = build('full');
  const worker = join(full, 'assets/megamixer-bounce-worker.js');
  writeFileSync(worker, `${FULL}\n${readFileSync(worker, 'utf8')}`);

  const withoutWorklet = build('without-worklet');
  rmSync(join(withoutWorklet, 'assets/megamixer-worklet.js'));

  // What a server of single pages answers where there is no file.
  const withoutWasm = build('without-wasm');
  writeFileSync(join(withoutWasm, 'assets', PROFILING), '<!doctype html>');

  const own = build('this');
  return {
    '/dist/': own,
    // Where the documents have the files of the library.
    '/megamixer/': join(own, 'assets'),
    '/dist-other/': other,
    '/dist-edited/': edited,
    '/dist-mismatched/': mismatched,
    '/dist-trapping/': trapping,
    '/dist-full/': full,
    '/dist-without-worklet/': withoutWorklet,
    '/dist-without-wasm/': withoutWasm,
  };
}

function replaceIn(file: string, what: string, by: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(what)) throw new Error(`${file} does not say ${what}: build first`);
  writeFileSync(file, text.replaceAll(what, by));
}
