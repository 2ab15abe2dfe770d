import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STACK_BYTES } from 'megamixer-worklet/build';
import { parityCase } from './case.ts';
import { renderCase } from './rendering-engine.ts';
import { WasmEngine } from './wasm-engine.ts';

/** Nothing stops a stack that grows beyond its end, so there has to be room to spare. */
const mostBytes = 0.8 * STACK_BYTES;

test('a fifth of the stack is never reached, neither while an engine is made nor while it plays', (context) => {
  const deepest = { making: 0, playing: 0 };
  for (let seed = 0; seed < 10; seed += 1) {
    const scene = parityCase(seed);
    const engine = new WasmEngine(scene.options);
    deepest.making = Math.max(deepest.making, engine.stackBytes);
    engine.forgetStack();
    renderCase(scene, engine);
    deepest.playing = Math.max(deepest.playing, engine.stackBytes);
  }
  context.diagnostic(JSON.stringify({ ...deepest, stack: STACK_BYTES }));
  for (const bytes of Object.values(deepest)) assert.ok(bytes > 0 && bytes <= mostBytes, `${bytes} bytes`);
});
