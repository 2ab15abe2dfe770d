import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { bounceBuild, builds, debugFile, sourceMapFile } from '../../scripts/build/artefacts.mjs';
import { doors, peers } from '../../scripts/build/doors.mjs';
import { top } from '../../scripts/paths.mjs';
import { unpacked } from './tarball.ts';

const { tarball, user, folder, files } = await unpacked();
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const manifest = JSON.parse(read('package.json'));

test('publint finds nothing wrong with it', async () => {
  const { buffer } = Uint8Array.from(readFileSync(tarball));
  const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
  assert.deepEqual(messages, []);
});

test('attw finds nothing wrong with it, but that what requires it must be able to require ESM', async () => {
  const { types, ...analysis } = await checkPackage(
    createPackageFromTarballData(Uint8Array.from(readFileSync(tarball))),
  );
  assert.ok(types);
  const { problems, entrypoints } = analysis as Extract<
    Awaited<ReturnType<typeof checkPackage>>,
    { problems: unknown }
  >;
  assert.deepEqual(Object.keys(entrypoints).sort(), Object.keys(manifest.exports).sort());
  // Its profile `esm-only`: CommonJS of Node before 22 has to import() it.
  assert.deepEqual(
    problems.filter((problem) => !('resolutionKind' in problem && problem.resolutionKind === 'node16-cjs')),
    [],
  );
});

test('it has what it is to have, and nothing that a build left behind', () => {
  const kept = files.filter((file) => !/^(docs|types)\//.test(file)).sort();
  const engine = builds.flatMap(({ release, profiling }) => [
    ...[release, profiling, debugFile(profiling), sourceMapFile(profiling)].filter(Boolean),
  ]);
  const worklets = ['megamixer-worklet.js', 'megamixer-worklet.js.map', 'megamixer-worklet-js.js'];
  const bounce = [bounceBuild.release, bounceBuild.worker];
  assert.deepEqual(
    kept,
    [
      ...['CHANGELOG.md', 'LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'package.json', 'bin/megamixer.mjs'],
      ...doors.flatMap(({ name }) => [`${name}.d.ts`, `${name}.js`, `${name}.js.map`]),
      ...[...new Set(engine), ...worklets, ...bounce, 'megamixer-isolate.js'].map((name) => `assets/${name}`),
    ].sort(),
  );
});

test('it has the name by which README.md and docs/getting-started.md install it while it is not on npm', () => {
  for (const page of ['README.md', 'docs/getting-started.md']) {
    const [, said] = /`npm install PATH\/target\/package\/(\S+)`/.exec(readFileSync(join(top, page), 'utf8'))!;
    const [before, after] = said!.split('*') as [string, string];
    assert.ok(basename(tarball).startsWith(before) && tarball.endsWith(after), `${page}: ${said}`);
    assert.doesNotMatch(read(page), /not on npm/, `${page}, as it is on npm`);
  }
});

test('installing it runs nothing and brings nothing else', () => {
  assert.equal(manifest.scripts, undefined);
  assert.equal(manifest.dependencies, undefined);
  const optional = Object.entries(manifest.peerDependenciesMeta ?? {}).filter(
    ([, meta]) => (meta as { optional: boolean }).optional,
  );
  assert.deepEqual(
    optional.map(([name]) => name),
    Object.keys(manifest.peerDependencies),
  );
});

test('no file names a folder of the machine that made it', () => {
  const places = [top, homedir(), '/rustlib/', '/registry/src/', 'file://'];
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'latin1');
    for (const place of places) {
      const at = text.indexOf(place);
      assert.ok(at < 0, `${file} names ${place}: ${text.slice(at - 60, at + 100)}`);
    }
  }
});

test('every source map has the text of its sources, by names that lead nowhere else', () => {
  const maps = files.filter((file) => /\.js\.map$/.test(file));
  assert.ok(maps.length > doors.length);
  for (const file of maps) {
    const { sources, sourcesContent } = JSON.parse(read(file)) as { sources: string[]; sourcesContent: unknown[] };
    assert.ok(
      sources.every((source) => source.startsWith('../')),
      file,
    );
    assert.ok(sources.length > 0 && sourcesContent.every((text) => typeof text === 'string'), file);
    assert.ok(read(file.replace(/\.map$/, '')).endsWith(`//# sourceMappingURL=${file.split('/').at(-1)}\n`), file);
  }
});

test('what its manual links to is there', () => {
  const pages = files.filter((file) => file.endsWith('.md'));
  assert.ok(pages.includes('docs/errors.md'));
  for (const page of pages) {
    for (const [, target] of read(page).matchAll(/\]\((?!https?:)([^)#\s]+)/g)) {
      assert.ok(existsSync(join(folder, dirname(page), target!)), `${page} links to ${target}`);
    }
  }
  assert.doesNotMatch(read('README.md'), /make \w+`|\/dist\/|<!--/);
});

/** Paths of the manual and of the repository, as prose, types, help and messages name them. */
const named =
  /(?<![\w./-])(?:\.{1,2}\/)*(?:node_modules\/megamixer\/)?(?:(?:docs|decisions|examples|recipes|reference|profiling|tests|scripts|crates)\/[\w./-]*\w|[\w-]+\.md)\b/g;

test('no file of it names one of the manual that is not there, nor one of the repository without saying so', () => {
  const texts = files.filter((file) => /\.(md|d\.ts|js|mjs)$/.test(file));
  let found = 0;
  for (const file of texts) {
    const text = read(file);
    // Its beginning says that the files it names are the repository's.
    const aboutRepository = file === 'docs/benchmarks.md' && text.includes('in the repository, whose files are named');
    for (const { 0: path, index } of text.matchAll(named)) {
      const of = path.replace('node_modules/megamixer/', '');
      if (existsSync(join(folder, of)) || existsSync(join(folder, dirname(file), of))) found += 1;
      else if (!(aboutRepository && path.startsWith('tests/'))) {
        assert.match(text.slice(index + path.length), /^`? of the repository/, `${file} names ${path}`);
      }
    }
  }
  assert.ok(found > 50, `only ${found} were found at all`);
});

/** Runs a module as an app on a server would, which has the package and nothing of this repository. */
const inNode = (program: string) =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: user, encoding: 'utf8' }),
  );

for (const peer of peers) symlinkSync(join(top, 'node_modules', peer), join(user, 'node_modules', peer));

/** By these Lit tells whether a page has several versions of it. It leaves them wherever it is loaded. */
const ofLit = ['litElementVersions', 'litHtmlVersions', 'litPropertyMetadata', 'reactiveElementVersions'];

for (const { subpath } of doors) {
  test(`Node imports ${subpath}, which leaves nothing on the global object`, () => {
    const left = inNode(`
      const before = new Set(Reflect.ownKeys(globalThis));
      await import(${JSON.stringify(`megamixer${subpath.slice(1)}`)});
      console.log(JSON.stringify(Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String)));`);
    assert.deepEqual(left.sort(), subpath.startsWith('./elements') ? ofLit : []);
  });
}

test('making a mixer in Node says what is missing there', () => {
  const { code, message, isError } = inNode(`
    import { createMixer, MixerError } from 'megamixer';
    const error = await createMixer({}).catch((error) => error);
    console.log(JSON.stringify({ code: error.code, message: error.message, isError: error instanceof MixerError }));`);
  assert.equal(code, 'unsupported');
  assert.ok(isError);
  assert.match(message, /no Web Audio here: make mixers in a page, not in a worker or on a server\./);
});
