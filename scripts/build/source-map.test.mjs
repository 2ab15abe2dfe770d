import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeMappings, encodeMappings } from './source-map.mjs';

test('mappings are what they were after a turn through text', () => {
  const mappings = [
    { byte: 5, source: 0, line: 0, column: 0 },
    { byte: 6 },
    { byte: 900, source: 3, line: 70_000, column: 12 },
    { byte: 100_000, source: 1, line: 2, column: 1 },
  ];
  assert.deepEqual(decodeMappings(encodeMappings(mappings)), mappings);
});

test('the text is that of the specification', () => {
  assert.equal(encodeMappings([{ byte: 0, source: 0, line: 16, column: 1 }, { byte: 1 }]), 'AAgBC,C');
});
