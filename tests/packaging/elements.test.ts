import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { codeIn } from '../browser/harness/manual.ts';
import { assertStrict } from './strict-typescript.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manual = read('docs/elements.md');

test('the programs of docs/elements.md suit the strictest TypeScript', () => {
  assertStrict(new Map(codeIn('elements.md', 'Two doors', 'ts').map((code, i) => [`program-${i}.ts`, code])));
});

test('docs/elements.md names every property that a page may set for the looks, and none that does nothing', () => {
  const used = [...new Set([...dist().matchAll(/var\((--mm-[\w-]+)/g)].map(([, name]) => name!))].sort();
  const named = [...new Set([...manual.matchAll(/--mm-[\w-]+/g)].map(([name]) => name))].sort();
  assert.ok(used.length > 20, `${used.length} properties`);
  assert.deepEqual(named, used);
});

test('docs/elements.md names every part', () => {
  const parts = [...dist().matchAll(/\bpart="([a-z -]+)"/g)].flatMap(([, names]) => names!.split(' '));
  assert.ok(parts.length > 10, parts.join());
  for (const part of parts) assert.ok(manual.includes(`\`${part}\``), `the part ${part}`);
});

test('docs/elements.md says how large they are', () => {
  const [, said] = /some (\d+) kB by gzip/.exec(manual)!;
  const kilobytes = gzipSync(dist(), { level: 9 }).length / 1000;
  assert.ok(Math.abs(kilobytes - Number(said)) < 1, `it says ${said} kB, and they are ${kilobytes}`);
});

function dist(): string {
  return read('dist/elements.js');
}
