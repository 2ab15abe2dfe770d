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
const stringIds = pageWith<typeof import('../../page/recipe-string-ids.ts')>('recipe-string-ids');

describeEngine('recipes', () => {
  for (const [name, options] of pages) {
    test(`a graph of GainNodes sounds the same as strips, in a page that is ${name}`, async () => {
      const { peak, difference } = await gainNodes((page) => page.renderGainNodes(), options);
      assert.ok(peak > 0.3, `${peak}`);
      assert.ok(difference <= 1e-6 * peak, `they differ by ${difference} at a peak of ${peak}`);
    });

    test(`channels with string ids sound the same as strips by id, in a page that is ${name}`, async () => {
      await stringIds(async (page) => {
        const { peak, difference } = await page.renderChannels();
        assert.ok(peak > 0.3, `${peak}`);
        assert.ok(difference <= 1e-6 * peak, `they differ by ${difference} at a peak of ${peak}`);
      }, options);
    });

    test(`channels with string ids come and go more often than there are strips, in a page that is ${name}`, async () => {
      const { lowest, highest } = await stringIds((page) => page.churn(100), options);
      assert.deepEqual([lowest, highest], [0.5, 0.5]);
    });

    test(`channels with string ids come back with a session, in a page that is ${name}`, async () => {
      const { ids, peak, differing } = await stringIds((page) => page.reload(), options);
      assert.deepEqual(ids, ['track-2', 'track-4']);
      assert.ok(peak > 0.3, `${peak}`);
      assert.equal(differing, 0);
    });
  }

  test('every program that a recipe shows was run', () => {
    const shown = recipes().flatMap(programsOf).map(pathOf);
    assert.deepEqual([...asked.keys()].toSorted(), shown.toSorted());
  });
});
