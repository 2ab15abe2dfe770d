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
const metersInReact = pageWith<typeof import('../../page/recipe-meters-in-react.ts')>('recipe-meters-in-react');

describeEngine('recipes', () => {
  for (const [name, options] of pages) {
    test(`a graph of GainNodes sounds the same as strips, in a page that is ${name}`, async () => {
      const { peak, difference } = await gainNodes((page) => page.renderGainNodes(), options);
      assert.ok(peak > 0.3, `${peak}`);
      assert.ok(difference <= 1e-6 * peak, `they differ by ${difference} at a peak of ${peak}`);
    });
  }

  for (const [name, options] of pages) {
    test(`meters in React move, and nothing is rendered for them, in a page that is ${name}`, async () => {
      const { up, lower, position, pictures, commits } = await metersInReact((page) => page.metersInReact(), options);
      assert.equal(up.lamp, 'OK');
      assert.ok(Math.abs(lower - 12.04) < 0.2, `12 dB less are ${lower} LU`);
      assert.ok(Math.abs(position - 0.25 ** 0.25) < 1e-3, `unity stands at ${position}`);
      assert.ok(pictures > 3, `${pictures} pictures of a bar on its way down`);
      const [before, after] = commits;
      assert.ok(before! > 0, 'nothing was rendered at all');
      assert.equal(after, before);
    });
  }

  test('every program that a recipe shows was run', () => {
    const shown = recipes().flatMap(programsOf).map(pathOf);
    assert.deepEqual([...asked.keys()].toSorted(), shown.toSorted());
  });
});
