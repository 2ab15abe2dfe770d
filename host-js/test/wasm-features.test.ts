import assert from 'node:assert/strict';
import { afterEach, describe, mock, test } from 'node:test';
import binaryen from 'binaryen';
import { PREAMBLE, PROBES, wasmFeatures } from '../src/code/wasm-features.js';

/** The modules in the text format. */
const TEXTS: Record<keyof typeof PROBES, string> = {
  simd: '(module (func (param v128) (result v128) (i8x16.popcnt (local.get 0))))',
  relaxedSimd: '(module (func (param v128) (result v128) (i8x16.relaxed_swizzle (local.get 0) (local.get 0))))',
  threads: '(module (memory 1 1 shared) (func (result i32) (i32.atomic.load (i32.const 0))))',
};

describe('the features of WebAssembly', () => {
  afterEach(() => {
    mock.restoreAll();
  });

  for (const [feature, text] of Object.entries(TEXTS)) {
    test(`${feature} is asked for by a module that has it`, () => {
      const module = binaryen.parseText(text);
      module.setFeatures(binaryen.Features.All);
      assert.deepEqual([...PREAMBLE, ...PROBES[feature as keyof typeof PROBES]], [...module.emitBinary()]);
    });
  }

  test('each is what the browser says of its own module', () => {
    mock.method(WebAssembly, 'validate', (bytes: Uint8Array) => bytes.includes(98));
    assert.deepEqual(wasmFeatures(), { simd: true, relaxedSimd: false, threads: false });
    mock.restoreAll();
    assert.deepEqual([wasmFeatures().simd, wasmFeatures().threads], [true, true]);
  });

  test('without WebAssembly there is none', () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'WebAssembly')!;
    Object.defineProperty(globalThis, 'WebAssembly', { ...own, value: undefined });
    try {
      assert.deepEqual(wasmFeatures(), { simd: false, relaxedSimd: false, threads: false });
    } finally {
      Object.defineProperty(globalThis, 'WebAssembly', own);
    }
  });
});
