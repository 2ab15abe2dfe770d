import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parityCase } from './case.ts';
import { JsEngine } from './js-engine.ts';
import { NativeEngine } from './native-engine.ts';
import { renderCase } from './rendering-engine.ts';
import { WasmEngine } from './wasm-engine.ts';

const soak = process.env.MEGAMIXER_SOAK === '1';
const seeds = Array.from({ length: soak ? 1000 : 40 }, (_, seed) => seed);
/** The translation takes many times as long. */
const translated = seeds.slice(0, soak ? 300 : 12);

describe('parity', () => {
  let native: NativeEngine;
  before(() => {
    native = new NativeEngine();
  });

  // The native render is cut only where the case says, the other one at every quantum as well.
  test('native and WebAssembly sound the same bit for bit, cut anywhere, while controls move', () => {
    let heard = 0;
    for (const seed of seeds) {
      const scene = parityCase(seed);
      const wasm = renderCase(scene, new WasmEngine(scene.options));
      const differing = native.render(scene).findIndex((word, index) => word !== wasm[index]);
      assert.equal(differing, -1, `case ${seed}: ${JSON.stringify(scene.at)}, ${scene.frames} frames`);
      if (wasm.some((word) => word !== 0)) heard += 1;
    }
    assert.ok(heard > seeds.length * 0.9, `only ${heard} of ${seeds.length} cases are to be heard`);
  });

  test('WebAssembly and its translation to JavaScript sound the same bit for bit', () => {
    let heard = 0;
    for (const seed of translated) {
      const scene = parityCase(seed);
      const wasm = renderCase(scene, new WasmEngine(scene.options));
      const js = renderCase(scene, new JsEngine(scene.options));
      const differing = js.findIndex((word, index) => word !== wasm[index]);
      assert.equal(differing, -1, `case ${seed}: ${JSON.stringify(scene.at)}, ${scene.frames} frames`);
      if (js.some((word) => word !== 0)) heard += 1;
    }
    assert.ok(heard > translated.length * 0.9, `only ${heard} of ${translated.length} cases are to be heard`);
  });

  after(() => native?.close());
});
