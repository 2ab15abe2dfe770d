import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { blocks, blocksOf, root } from './blocks.ts';
import { runnerOf } from './plan.ts';

const all = blocks();
const read = (file: string) => readFileSync(join(root, file), 'utf8');

test('every block of code of every document is run by somebody', (t) => {
  const nobodys = all.filter((block) => runnerOf(block) === undefined);
  assert.deepEqual(
    nobodys.map(({ document, line, id }) => `${document}:${line} (${id}) has no runner in tests/docs/plan.ts`),
    [],
  );
  const counts: Record<string, number> = {};
  for (const block of all) {
    const { by } = runnerOf(block)!;
    counts[by] = (counts[by] ?? 0) + 1;
  }
  const { nobody = 0, ...by } = counts;
  const short = Object.fromEntries(
    all.flatMap((block) => {
      const runner = runnerOf(block)!;
      const why = runner.by === 'nobody' ? runner.because : runner.short;
      return why === undefined ? [] : [[block.id, why]];
    }),
  );
  const figures = { blocks: all.length, run: all.length - nobody, notRun: nobody, by, short };
  mkdirSync(join(root, 'target/test-figures'), { recursive: true });
  writeFileSync(join(root, 'target/test-figures/docs.json'), `${JSON.stringify(figures, null, 2)}\n`);
  t.diagnostic(`blocks of code in the documents: ${JSON.stringify(figures)}`);
});

test('suites that are said to run blocks are there, and read their documents', () => {
  for (const block of all) {
    const runner = runnerOf(block)!;
    if (runner.by !== 'suite') continue;
    assert.ok(existsSync(join(root, runner.suite)), runner.suite);
    const folder = block.document.startsWith('docs/recipes/') ? 'docs/recipes' : '';
    const reader = read(runner.reader);
    const named = reader.includes(basename(block.document)) || (folder !== '' && reader.includes(folder));
    // What has no document to read is the program that the document tells of.
    assert.ok(named || block.language === 'sh', `${runner.reader} does not read ${block.document} (${block.id})`);
  }
});

test('blocks are found in lists and by longer fences, and are numbered under their headings', () => {
  const text =
    '# A\n```ts\none\n```\n- x\n\n  ````md\n  ```\n  inner\n  ```\n  ````\n## B, c\n~~~\ntwo\n~~~\n```ts x="y"\n```\n';
  const found = blocksOf('a.md', text).map(({ id, line, info, code }) => [id, line, info, code]);
  assert.deepEqual(found, [
    ['a.md#a ts', 2, '', 'one\n'],
    ['a.md#a md', 7, '', '```\ninner\n```\n'],
    ['a.md#b-c', 13, '', 'two\n'],
    ['a.md#b-c ts', 16, 'x="y"', ''],
  ]);
  assert.throws(() => blocksOf('a.md', '```ts\nfor ever\n'), /a\.md:1 has a block that does not end/);
});
