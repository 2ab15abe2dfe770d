import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './blocks.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** As the library lists them: the doors give the type alone. */
function codes(): string[] {
  const [, list] = /MIXER_ERROR_CODES = \[(.*?)\] as const/s.exec(read('host-js/src/errors.ts'))!;
  return [...list!.matchAll(/'([\w-]+)'/g)].map(([, code]) => code!);
}

test('every error code has its symptom in docs/troubleshooting.md, and no other is there', () => {
  const rows = [...read('docs/troubleshooting.md').matchAll(/^\| \[`([\w-]+)`\]\(errors\.md#([\w-]+)\) \|/gm)];
  assert.ok(codes().length > 20);
  assert.deepEqual([...new Set(rows.map(([, code]) => code!))].sort(), codes().sort());
  for (const [, code, anchor] of rows) assert.equal(anchor, code);
});
