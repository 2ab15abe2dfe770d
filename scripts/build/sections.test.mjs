import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionsOf, nameSection } from './functions.mjs';
import { codeSection, sectionsOf, withCustomSections } from './sections.mjs';

/** One function of no arguments, which does nothing. */
const bare = Uint8Array.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 4, 1, 0x60, 0, 0],
  ...[3, 2, 1, 0],
  ...[10, 4, 1, 2, 0, 0x0b],
]);
/** Names function 0 `a[0123456789abcdef]::f`. */
const name = Buffer.from([1, 25, 1, 0, 22, ...Buffer.from('a[0123456789abcdef]::f')]);

test('custom sections come and go, and the rest stays', () => {
  const named = withCustomSections(bare, () => true, { name, other: Buffer.from('x'.repeat(300)) });
  assert.deepEqual(
    sectionsOf(named).map((section) => section.name || section.id),
    [1, 3, 10, 'name', 'other'],
  );
  assert.deepEqual([...withCustomSections(named, () => false)], [...bare]);
  const kept = withCustomSections(named, (section) => section === 'name');
  assert.equal(sectionsOf(kept).at(-1)?.name, 'name');
});

test('functions are found with their names, where the code section says', () => {
  const named = withCustomSections(bare, () => true, { name });
  assert.deepEqual(functionsOf(named), [{ name: 'a[0123456789abcdef]::f', start: 2, end: 4 }]);
  assert.deepEqual([...codeSection(named).content.subarray(2, 4)], [0, 0x0b]);
  const renamed = nameSection(named, (each) => each.replace('[0123456789abcdef]', ''));
  assert.deepEqual(functionsOf(withCustomSections(bare, () => true, { name: renamed }))[0]?.name, 'a::f');
});

test('a module without code is refused', () => {
  assert.throws(() => codeSection(bare.subarray(0, 8)), /no code/);
});
