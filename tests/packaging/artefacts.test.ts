import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assets, builds, debugFile, sourceMapFile } from '../../scripts/build/artefacts.mjs';
import { functionsOf } from '../../scripts/build/functions.mjs';
import { codeSection, sectionsOf, WasmReader } from '../../scripts/build/sections.mjs';
import { decodeMappings } from '../../scripts/build/source-map.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, assets);
const read = (name: string) => readFileSync(join(folder, name));
const customOf = (bytes: Uint8Array) => sectionsOf(bytes).filter(({ id }) => id === 0);
const codeOf = (bytes: Uint8Array) =>
  sectionsOf(bytes)
    .filter(({ id }) => id !== 0)
    .map(({ id, content }) => [id, Buffer.from(content).toString('base64')]);

for (const { name, release, profiling } of builds) {
  test(`${name}: the release has nothing but what runs, no names above all`, () => {
    assert.deepEqual(
      customOf(read(release)).map((section) => section.name),
      [],
    );
  });

  test(`${name}: the profiling artefact is the release to the byte, with the functions' names`, () => {
    const bytes = read(profiling);
    assert.deepEqual(codeOf(bytes), codeOf(read(release)), 'build again: one of the two is an old one');
    assert.deepEqual(
      customOf(bytes).map((section) => section.name),
      ['name', 'external_debug_info'],
    );
    const names = functionsOf(bytes).map((each) => each.name);
    assert.ok(names.length > 50);
    // wasm-bindgen's own preparation of an instance has none.
    assert.ok(names.filter((each) => each === '').length <= 1);
    assert.ok(!names.some((each) => /\[[0-9a-f]{8,16}\]/.test(each)));
    for (const stage of ['eq::Eq', 'compressor::Compressor', 'reverb::Reverb', 'limiter::Limiter']) {
      assert.ok(
        names.some((each) => each.includes(stage) && each.endsWith('::render')),
        `no profile could tell of ${stage}::render`,
      );
    }
  });

  test(`${name}: it names the file beside it that has the DWARF, of the same code`, () => {
    const bytes = read(profiling);
    const [link] = customOf(bytes).filter((section) => section.name === 'external_debug_info');
    const beside = new WasmReader(link!.content).text();
    assert.equal(beside, basename(debugFile(profiling)));
    const debug = read(beside);
    assert.deepEqual(codeOf(debug), codeOf(bytes));
    const sections = new Set(customOf(debug).map((section) => section.name));
    for (const wanted of ['abbrev', 'info', 'line', 'str']) assert.ok(sections.has(`.debug_${wanted}`), wanted);
  });

  test(`${name}: most of its code comes from a line of a source, and ours are where it says`, () => {
    const bytes = read(profiling);
    const code = codeSection(bytes);
    const map = JSON.parse(read(sourceMapFile(profiling)).toString()) as {
      sources: string[];
      sourcesContent: (string | null)[];
      mappings: string;
    };
    const mappings = decodeMappings(map.mappings);
    const known = mappings.reduce((sum, { byte, line }, index) => {
      const end = mappings[index + 1]?.byte ?? code.end;
      return line === undefined ? sum : sum + end - byte;
    }, 0);
    // The rest the compiler made up, or the optimiser cannot tell.
    assert.ok(known > 0.8 * code.content.length, `${known} of ${code.content.length} bytes`);

    const ours = map.sources.filter((source) => source.startsWith('../../crates/'));
    assert.ok(ours.length > 30, `${ours.length} of our sources`);
    for (const source of ours) assert.ok(existsSync(join(folder, source)), source);
    for (const { source, line } of mappings) {
      const text = source === undefined ? null : map.sourcesContent[source];
      if (text) assert.ok(line! < text.split('\n').length, `${map.sources[source!]} has no line ${line! + 1}`);
    }
  });

  test(`${name}: no file of it names a machine or a registry`, () => {
    for (const file of [release, profiling, debugFile(profiling), sourceMapFile(profiling)]) {
      const text = read(file).toString('latin1');
      assert.doesNotMatch(text, /[\w.]+-[0-9a-f]{16}\/|\/home\/|\/root\/|\/registry\/|\/rustlib\//, file);
    }
  });
}
