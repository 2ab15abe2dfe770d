import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cargo, cargoOverSeeds, closingLine } from './parsers.mjs';

const line = (passed, failed, ignored) =>
  `test result: ${failed ? 'FAILED' : 'ok'}. ${passed} passed; ${failed} failed; ${ignored} ignored; 0 measured; 0 filtered out\n`;

test('every test program of cargo counts, and what it ignores is skipped', () => {
  assert.deepEqual(cargo(line(3, 0, 1) + line(2, 1, 0)), { passed: 5, failed: 1, skipped: 1 });
});

test('a test that runs with many seeds counts once, and fails when one seed fails', () => {
  assert.deepEqual(cargoOverSeeds(line(2, 0, 0) + line(2, 0, 0)), { passed: 2, failed: 0, skipped: 0 });
  assert.deepEqual(cargoOverSeeds(line(2, 0, 0) + line(1, 1, 0)), { passed: 1, failed: 1, skipped: 0 });
});

test('the last closing line counts, whatever stands before it', () => {
  assert.deepEqual(closingLine('a: 1 passed, 0 failed, 0 skipped\nall, 3 s: 7 passed, 1 failed, 2 skipped\n'), {
    passed: 7,
    failed: 1,
    skipped: 2,
  });
});

test('output without results is no result', () => {
  for (const parse of [cargo, cargoOverSeeds, closingLine]) assert.equal(parse('error: could not compile'), undefined);
});
