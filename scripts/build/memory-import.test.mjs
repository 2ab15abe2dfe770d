import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryImport } from './memory-import.mjs';

const text = (name) => [name.length, ...Buffer.from(name)];
const module = (...imports) => {
  const content = [imports.length, ...imports.flat()];
  return Uint8Array.from([
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    /* types */ 1,
    1,
    0,
    /* imports */ 2,
    content.length,
    ...content,
  ]);
};
const aFunction = [...text('env'), ...text('f'), 0, 0];
const aTable = [...text('env'), ...text('t'), 1, 0x70, 1, 1, 2];
const aGlobal = [...text('env'), ...text('g'), 3, 0x7f, 0];
const aTag = [...text('env'), ...text('e'), 4, 0, 0];
const aSharedMemory = [...text('env'), ...text('memory'), 2, 3, 0x90, 0x01, 0x80, 0x80, 0x01];

test('the limits of a memory import are found behind imports of every other kind', () => {
  const bytes = module(aFunction, aTable, aGlobal, aTag, aSharedMemory);
  assert.deepEqual(memoryImport(bytes), { initial: 144, maximum: 16384, shared: true });
});

test('a module that imports no memory is an error', () => {
  assert.throws(() => memoryImport(module(aFunction)), /imports no memory/);
});
