import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { doors, peers } from '../../scripts/build/doors.mjs';
import { memoryImport } from '../../scripts/build/memory-import.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = (name: string) => join(root, 'dist', name);

test('the library and the worklet are one file each that imports nothing', async () => {
  for (const name of ['megamixer.js', 'assets/megamixer-worklet.js']) {
    const { metafile } = await build({
      entryPoints: [dist(name)],
      ...{ bundle: true, write: false, metafile: true, format: 'esm', logLevel: 'error' },
    });
    assert.deepEqual(
      Object.values(metafile.inputs).flatMap((input) => input.imports),
      [],
      name,
    );
  }
});

/** Doors that need nothing of the library but its types: they show what they are given. */
const ofTypesAlone = ['elements', 'elements/define'];

for (const { name, subpath } of doors.slice(1)) {
  test(`megamixer/${name} has what the library exports from the library, and imports in Node`, async () => {
    const outside = [
      ...doors.map((door) => `${'../'.repeat(name.split('/').length - 1) || './'}${door.name}.js`),
      ...peers,
    ];
    const { metafile } = await build({
      entryPoints: [dist(`${name}.js`)],
      external: outside,
      ...{ bundle: true, write: false, metafile: true, format: 'esm', logLevel: 'error' },
    });
    const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    if (!ofTypesAlone.includes(name)) {
      assert.ok(imported.includes('./megamixer.js'), 'it has its own copy of the library');
    }
    assert.deepEqual(
      imported.filter((path) => !outside.includes(path) && !peers.some((peer) => path.split('/')[0] === peer)),
      [],
    );
    // Which also asks for everything that it imports by name.
    await import(dist(`${name}.js`));
    const { exports } = JSON.parse(readFileSync(dist('package.json'), 'utf8'));
    assert.deepEqual(exports[subpath], { types: `./${name}.d.ts`, default: `./${name}.js` });
    assert.ok(existsSync(dist(`${name}.d.ts`)));
  });
}

test('elements are no part of what a page downloads by default, carry Lit with its licence, and are defined by one copy', (t) => {
  assert.doesNotMatch(readFileSync(dist('megamixer.js'), 'utf8'), /litElement|mm-fader/);
  const text = readFileSync(dist('elements.js'), 'utf8');
  assert.match(text, /Copyright \(c\) 2017 Google LLC.*Redistribution and use/s);
  assert.match(readFileSync(dist('elements/define.js'), 'utf8'), /^import\{[^}]*\}from"\.\.\/elements\.js";/);
  const bytes = gzipSync(text, { level: 9 }).length;
  t.diagnostic(`${bytes} bytes on the wire`);
  assert.ok(bytes < 40_000, `${bytes} bytes on the wire`);
});

test('the audio thread logs nothing: its code knows no console', () => {
  const worklets = readdirSync(dist('assets')).filter((name) => /worklet.*\.js$/.test(name));
  assert.ok(worklets.length > 0);
  // What wasm-bindgen would say, when an engine is made, to who calls it as one did long ago.
  const glue = /console\.warn\("using deprecated parameters[^"]*"\)/;
  for (const name of worklets) {
    const code = readFileSync(dist(`assets/${name}`), 'utf8').replace(glue, '');
    assert.equal(/.{0,60}\bconsole\b.{0,60}/.exec(code)?.[0], undefined, name);
  }
});

test('a bundler keeps what megamixer/debug puts on the window and what defines elements, and drops a door that nobody uses anything of', async () => {
  const bundled = async (contents: string) => {
    const folder = join(root, `target/package-bundled-${process.pid}`);
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    try {
      symlinkSync(join(root, 'dist'), join(folder, 'node_modules/megamixer'));
      const stdin = { contents, resolveDir: folder };
      const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'esm', logLevel: 'error' });
      return outputFiles[0]!.text;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  assert.match(await bundled("import 'megamixer/debug';"), /window\.megamixer\s*=/);
  assert.match(await bundled("import 'megamixer/elements/define';"), /"mm-fader":/);
  assert.equal(await bundled("import 'megamixer';"), '');
  // Without the engine, the mixer and its handles: what is left are tables that esbuild cannot tell to be unused.
  const error = await bundled("import { MixerError } from 'megamixer'; console.log(MixerError);");
  assert.ok(error.length < 30_000, `${error.length} bytes`);
});

test('the engine imports a shared memory, and nothing that would need a string', () => {
  const module = new WebAssembly.Module(readFileSync(dist('assets/megamixer.wasm')));
  const imports = WebAssembly.Module.imports(module);
  assert.equal(imports.filter(({ kind }) => kind === 'memory').length, 1);
  const names = imports.filter(({ kind }) => kind === 'function').map(({ name }) => name);
  assert.deepEqual(
    names.filter((name) => !/^__wb(?:indgen|g)_init/.test(name)),
    [],
  );
});

test('what a page downloads by default stays small', (t) => {
  const sizes = Object.fromEntries(
    ['megamixer.js', 'assets/megamixer-worklet.js', 'assets/megamixer.wasm'].map((name) => {
      const bytes = readFileSync(dist(name));
      return [name, { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length }];
    }),
  );
  mkdirSync(join(root, 'target/test-figures'), { recursive: true });
  writeFileSync(join(root, 'target/test-figures/sizes.json'), `${JSON.stringify(sizes, null, 2)}\n`);
  t.diagnostic(JSON.stringify(sizes));
  // One file, with everything in it. A little more than it takes, so that nothing grows unnoticed: see docs/decisions/size.md.
  const { gzip } = sizes['megamixer.js']!;
  assert.ok(gzip < 112_500, `${gzip} bytes on the wire`);
});

test('the engine that the library carries with it is the one in the folder of assets', () => {
  const packed = /[A-Za-z0-9+/=]{50000,}/.exec(readFileSync(dist('megamixer.js'), 'utf8'))![0];
  assert.deepEqual(gunzipSync(Buffer.from(packed, 'base64')), readFileSync(dist('assets/megamixer.wasm')));
});

test('the door of the bounce carries the files that are in the folder of assets, and is no part of what a page downloads by default', (t) => {
  const text = readFileSync(dist('bounce.js'), 'utf8');
  const packed = /[A-Za-z0-9+/=]{50000,}/.exec(text)![0];
  assert.deepEqual(gunzipSync(Buffer.from(packed, 'base64')), readFileSync(dist('assets/megamixer-bounce.wasm')));
  assert.ok(!readFileSync(dist('megamixer.js'), 'utf8').includes('megamixer-bounce'));
  const bytes = gzipSync(text, { level: 9 }).length;
  t.diagnostic(`${bytes} bytes on the wire`);
  assert.ok(bytes < 285_000, `${bytes} bytes on the wire`);
});

test('the bounce imports a shared memory that may be no more than a phone has to give', () => {
  const { shared, maximum } = memoryImport(readFileSync(dist('assets/megamixer-bounce.wasm')));
  assert.deepEqual({ shared, bytes: maximum! * 65536 }, { shared: true, bytes: 512 * 1024 ** 2 });
});

test('what isolates a page by a service worker is a small classic script', () => {
  const text = readFileSync(dist('assets/megamixer-isolate.js'), 'utf8');
  assert.ok(text.length < 3_000, `${text.length} bytes`);
  assert.match(text, /^\/\*! Megamixer, /);
  // Neither imports nor exports, or this would be a syntax error.
  assert.doesNotThrow(() => new Function(text));
});
