import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, sourcesBelow } from './sources.ts';

const page = readFileSync(join(root, 'docs/testing.md'), 'utf8');
/** Without what a block is indented by in its file. */
const lines = (text: string) => text.split('\n').map((line) => line.trim());

test('the code in docs/testing.md is out of the example, to the letter', () => {
  const example = sourcesBelow('examples/testing/src', '.test.ts').map(({ text }) => lines(text).join('\n'));
  const blocks = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => lines(code!.trimEnd()).join('\n'));
  assert.ok(blocks.length >= 3);
  for (const block of blocks) {
    assert.ok(
      example.some((text) => text.includes(block)),
      block,
    );
  }
});
