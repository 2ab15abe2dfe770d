import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');

test('the program in the README is the one in examples/hello, to the letter', () => {
  const code = /```html\n(.*?)```/s.exec(readme)?.[1];
  assert.equal(code, read('examples/hello/index.html'));
});

test('every page in the documents that sets a level starts its tone once the engine has that', () => {
  for (const page of ['README.md', 'docs/getting-started.md', 'docs/elements.md']) {
    const starts = read(page).match(/.*\btone\.start\(\).*/g) ?? [];
    assert.ok(starts.length > 0, page);
    for (const line of starts) assert.match(line, /mixer\.settled\(\)\.then\(\(\) => tone\.start\(\)\)/, page);
  }
});

test('every file that the README links to is there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path as string);
  assert.ok(links.length > 5);
  for (const link of links) assert.ok(existsSync(join(root, link)), link);
});
