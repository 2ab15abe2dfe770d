import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { codeSources } from '../src/code/sources.js';

const page = globalThis as { location?: unknown; document?: unknown };

// A page whose bundler has the library say that it is a file of the machine that built it, as it is here.
beforeEach(() => {
  page.location = { protocol: 'https:' };
  page.document = { baseURI: 'https://site.example/app/' };
});
afterEach(() => {
  delete page.location;
  delete page.document;
});

const help = /takes megamixer-.* along\. .*npx megamixer copy-assets public\/megamixer\).*assetsUrl: "\/megamixer\/"/;

test('what the library carries needs no address', () => {
  const sources = codeSources(undefined, false);
  assert.deepEqual([sources.wasm, sources.worklet('wasm')], [null, null]);
});

test('where the library is bundled, what it does not carry is asked of the site, in words', () => {
  assert.equal(codeSources(undefined, false).file('megamixer.wasm'), null);
  assert.throws(() => codeSources(undefined, false).worklet('js'), { code: 'worklet-blocked', message: help });
  assert.throws(() => codeSources(undefined, true), { code: 'wasm-not-fetched', message: help });
});

test('the site says where it has the files, relative to the document', () => {
  for (const folder of ['../mixer', '../mixer/', new URL('https://site.example/mixer')]) {
    const sources = codeSources(folder, true);
    assert.equal(sources.wasm?.url, 'https://site.example/mixer/megamixer-profiling.wasm');
    assert.equal(sources.worklet('wasm'), 'https://site.example/mixer/megamixer-worklet.js');
    assert.equal(sources.worklet('js'), 'https://site.example/mixer/megamixer-worklet-js.js');
  }
});

test('a page that is a file itself finds them beside the library', () => {
  page.location = { protocol: 'file:' };
  assert.match(codeSources(undefined, false).worklet('js') ?? '', /^file:.*\/code\/assets\/megamixer-worklet-js\.js$/);
});
