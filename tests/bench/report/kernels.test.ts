import assert from 'node:assert/strict';
import { test } from 'node:test';
import { desk } from '../kernels/desk.ts';
import { vectorOperations } from '../kernels/operations.ts';
import { asFound, type StagesFile } from '../kernels/results.ts';
import { stages } from '../stages.ts';
import { linesOf, target } from './kernels.ts';

const file: StagesFile = {
  ...{ rounds: 7, quanta: 100, peakPerNs: 10, nativeFlags: '-C target-cpu=x86-64-v3', ratio: 1.5 },
  copies: { in: 3, out: 0.1, one: 1 },
  results: stages.map(({ name, operations }, index) => ({
    stage: name,
    operations: vectorOperations(operations, desk),
    possible: 2,
    wasm: { cost: 4 * (index + 1), stage: 4 },
    native: { cost: 3 * (index + 1), stage: 3 },
  })),
};

test('every stage has its row, with what it was found at, what it costs, and what is possible', () => {
  const lines = linesOf(file);
  const found = asFound();
  assert.deepEqual(
    Object.keys(found.stages),
    stages.map(({ name }) => name),
    'as-found.json has other stages',
  );
  for (const { name } of stages) {
    const row = lines.find((line) => line.startsWith(`| ${name} |`));
    assert.match(row ?? '', /\| 4\.00 \| 3\.00 \| 2\.00 \| 50 % \|$/, name);
  }
  const columns = lines.filter((line) => line.startsWith('|')).map((line) => line.split('|').length);
  assert.equal(new Set(columns).size, 1, 'the table is ragged');
  assert.doesNotMatch(lines.join('\n'), /NaN|undefined/);
});

test('the ratio to native is judged, and told as missing where it was not measured', () => {
  assert.deepEqual([target(file).values[0], target(file).reached], ['1.50 ×', 'must']);
  assert.equal(target({ ...file, ratio: 1.4 }).reached, 'aim');
  assert.equal(target({ ...file, ratio: 2.1 }).reached, 'missed');
  assert.equal(target({ ...file, ratio: null }).reached, 'not measured');
});

test('operations are counted in every vector of a frame, its lanes used or not', () => {
  assert.equal(vectorOperations({ strips: 3 }, { strips: 32, buses: 4 }), 3 * 8 * 2);
  assert.equal(vectorOperations({ strips: 1, buses: 1 }, { strips: 33, buses: 5 }), (9 + 2) * 2);
  assert.equal(vectorOperations({ master: 1, single: 5 }, { strips: 32, buses: 0 }), 2 + 5);
});
