import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, pageWith } from '../../harness/engine.ts';
import { asked, pathOf, programsOf, recipes } from '../../harness/recipe.ts';

/** With shared memory and without. */
const pages = [
  ['isolated', { isolated: true }],
  ['plain', { isolated: false }],
] as const;

const gainNodes = pageWith<typeof import('../../page/recipe-gain-nodes.ts')>('recipe-gain-nodes');

describeEngine('recipes', () => {
  for (const [name, options] of pages) {
    test(`a graph of GainNodes sounds the same as strips, in a page that is ${name}`, async () => {
      const { peak, difference } = await gainNodes((page) => page.renderGainNodes(), options);
      assert.ok(peak > 0.3, `${peak}`);
      assert.ok(difference <= 1e-6 * peak, `they differ by ${difference} at a peak of ${peak}`);
    });
  }

  test('every program that a recipe shows was run', () => {
    const shown = recipes().flatMap(programsOf).map(pathOf);
    assert.deepEqual([...asked.keys()].toSorted(), shown.toSorted());
  });
});
