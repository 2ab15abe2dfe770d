import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fences, programsOf, recipes } from '../browser/harness/recipe.ts';
import { root } from './sources.ts';

const folder = join(root, 'docs/recipes');

test('the list of recipes has each of them, and no other', () => {
  const listed = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^- \[.+\]\(([\w-]+)\.md\)/gm)];
  assert.deepEqual(listed.map(([, recipe]) => recipe).toSorted(), recipes());
});

for (const recipe of recipes()) {
  test(`every block of code of ${recipe} belongs to a program, so that a browser runs it`, () => {
    assert.ok(programsOf(recipe).length > 0);
    const code = fences(recipe).filter(({ language }) => /^([jt]sx?|html)$/.test(language));
    assert.deepEqual(
      code.filter(({ info }) => !/^recipe="[\w-]+"$/.test(info)),
      [],
    );
  });
}
