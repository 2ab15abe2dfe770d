import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isWasm, unsharedWasm } from '../src/code/unshared-wasm.js';

/** Assembles a module: magic and version, then what is given. */
const module = (...bytes: number[]) => new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...bytes]);
const name = (text: string) => [text.length, ...Buffer.from(text)];
const imports = (...each: number[][]) => {
  const body = [each.length, ...each.flat()];
  return [2, body.length, ...body];
};
const types = [1, 4, 1, 0x60, 0, 0];
const custom = (size: number) => [0, (size & 127) | 128, size >> 7, 1, 0x78, ...new Array(size - 2).fill(2)];

const func = [...name('env'), ...name('f'), 0, 0];
const table = [...name('env'), ...name('t'), 1, 0x70, 1, 1, 2];
const global = [...name('env'), ...name('g'), 3, 0x7f, 1];
const sharedMemory = [...name('env'), ...name('memory'), 2, 3, 1, 2];

describe('clearing the shared flag of the memory import', () => {
  test('makes a module that takes a plain memory, whatever is imported before it', async () => {
    const shared = module(...types, ...custom(300), ...imports(func, table, global, sharedMemory));
    const env = {
      f: () => {},
      t: new WebAssembly.Table({ element: 'anyfunc', initial: 1, maximum: 2 }),
      g: new WebAssembly.Global({ value: 'i32', mutable: true }, 0),
      memory: new WebAssembly.Memory({ initial: 1, maximum: 2 }),
    };
    await assert.rejects(WebAssembly.instantiate(shared, { env }), WebAssembly.LinkError);
    await WebAssembly.instantiate(unsharedWasm(shared), { env });
  });

  test('changes one bit of one byte, in a copy', () => {
    const shared = module(...types, ...imports(func, sharedMemory));
    const before = shared.slice();
    const changed = [...unsharedWasm(shared)].filter((byte, index) => byte !== before[index]);
    assert.deepEqual(changed, [1]);
    assert.deepEqual(shared, before);
  });

  test('leaves a module as it is whose memory is plain already', () => {
    const plain = module(...imports([...name('env'), ...name('memory'), 2, 1, 1, 2]));
    assert.deepEqual(unsharedWasm(plain), plain);
  });

  test('refuses a module that imports no memory, or that ends too early', () => {
    assert.throws(() => unsharedWasm(module(...types, ...imports(func))), /imports no memory/);
    assert.throws(() => unsharedWasm(module(2, 5, 1, 3)), /ends too early/);
  });
});

test('bytes that do not begin as a module are told apart', () => {
  assert.ok(isWasm(module()));
  assert.ok(!isWasm(new TextEncoder().encode('<!doctype html>')));
  assert.ok(!isWasm(new Uint8Array()));
});
