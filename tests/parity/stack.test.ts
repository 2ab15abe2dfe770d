import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parityCase } from './case.ts';
import { JsEngine } from './js-engine.ts';
import { renderCase } from './rendering-engine.ts';
import { WasmEngine } from './wasm-engine.ts';

/** Nothing stops a stack that grows beyond its end, so there has to be room to spare. */
const share = 0.8;

for (const [what, Engine] of Object.entries({ WebAssembly: WasmEngine, JavaScript: JsEngine })) {
  test(`a fifth of the stack is never reached in ${what}, neither while an engine is made nor while it plays`, (context) => {
    const deepest = { making: 0, playing: 0 };
    let size = 0;
    for (let seed = 0; seed < 10; seed += 1) {
      const scene = parityCase(seed);
      const engine = new Engine(scene.options);
      size = engine.stackSize;
      deepest.making = Math.max(deepest.making, engine.stackBytes);
      engine.forgetStack();
      renderCase(scene, engine);
      deepest.playing = Math.max(deepest.playing, engine.stackBytes);
    }
    context.diagnostic(JSON.stringify({ ...deepest, stack: size }));
    for (const bytes of Object.values(deepest)) assert.ok(bytes > 0 && bytes <= share * size, `${bytes} bytes`);
  });
}
