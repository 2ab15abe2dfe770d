import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movedText } from './debug-info.mjs';

const before = [
  { name: 'a[0123456789abcdef]::f', start: 10, end: 20 },
  { name: 'a[0123456789abcdef]::g', start: 30, end: 50 },
];

test('each piece is told with the function that it was in', () => {
  const after = [{ name: 'a[0123456789abcdef]::g', start: 5, end: 40 }];
  const pieces = [
    { start: 2, address: 11 },
    { start: 5, address: 30 },
    { start: 9, address: 12 },
    { start: 20, address: undefined },
    { start: 40, address: 31 },
  ];
  assert.equal(movedText(before, after, pieces), 'function 5 40 30 a::g\nfrom 5 30 30\nfrom 9 12 10\nfrom 20\n');
});
