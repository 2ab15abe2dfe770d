import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { test } from 'node:test';
import { importsOf, root, sourcesBelow, withoutComments } from './sources.ts';

/** Who may import whom among the crates: all that the rules of the house allow. */
const crates: Record<string, readonly string[]> = {
  schema: [],
  vectors: [],
  dsp: ['vectors'],
  engine: ['schema', 'dsp', 'vectors'],
  wasm: ['engine', 'schema'],
  // Its loudness and its limiter are the engine's own units.
  bounce: ['dsp', 'engine', 'schema'],
  cli: ['bounce'],
  'bounce-wasm': ['bounce'],
};

/** The doors of our packages that each folder may import; relative imports stay inside the folder,
 * but that tests use the scripts' server. */
const packages: Record<string, readonly string[]> = {
  worklet: [],
  'host-js': ['megamixer-worklet/layout', 'megamixer-worklet/protocol', 'megamixer-worklet/build'],
  examples: [
    'megamixer',
    'megamixer/bounce',
    'megamixer/elements',
    'megamixer/elements/define',
    'megamixer/react',
    'megamixer/state',
    'megamixer/testing',
  ],
  tests: [
    'megamixer',
    'megamixer/elements',
    'megamixer/elements/define',
    'megamixer/react',
    'megamixer/state',
    'megamixer/testing',
    'megamixer/bounce',
    'megamixer/debug',
    'megamixer-worklet/layout',
    'megamixer-worklet/engine',
    'megamixer-worklet/build',
    'megamixer-worklet/engine-instance',
    'megamixer-worklet/wasm-engine',
    'megamixer-worklet/js-engine',
  ],
};

for (const { path, text } of sourcesBelow('crates', 'Cargo.toml')) {
  const name = path.split('/')[1]!;
  test(`crates/${name} depends only on the crates that it may`, () => {
    const ours = [...text.matchAll(/^\s*megamixer-(\w+)/gm)].map(([, crate]) => crate!);
    assert.ok(crates[name], `crates/${name} has no rule`);
    assert.deepEqual(
      ours.filter((crate) => !crates[name]!.includes(crate)),
      [],
    );
  });

  test(`crates/${name} names only the crates that it may`, () => {
    for (const source of sourcesBelow(`crates/${name}`, '.rs')) {
      const named = [...withoutComments(source.text).matchAll(/\bmegamixer_(\w+)\s*(?:::|;|\{)/g)].map(
        ([, crate]) => crate!,
      );
      const wrong = named.filter((crate) => crate !== name && !crates[name]!.includes(crate));
      assert.deepEqual(wrong, [], source.path);
    }
  });
}

for (const [folder, doors] of Object.entries(packages)) {
  test(`${folder} imports only through the doors that it may`, () => {
    for (const { path, text } of sourcesBelow(folder, '.ts', '.tsx', '.mts', '.js', '.mjs')) {
      for (const name of importsOf(text)) {
        if (name.startsWith('.')) {
          const to = normalize(join(path, '..', name));
          const own = to.startsWith(`${folder}/`) || (folder === 'tests' && to.startsWith('scripts/'));
          assert.ok(own, `${path} reaches into ${to}`);
        } else if (/^megamixer\b/.test(name)) {
          assert.ok(doors.includes(name), `${path} imports ${name}`);
        }
      }
    }
  });
}

test('the library needs nothing else at run time', () => {
  for (const folder of ['worklet', 'host-js']) {
    const { dependencies } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    assert.equal(dependencies, undefined, folder);
  }
});
