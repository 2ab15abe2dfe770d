import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carriedWasm } from '../src/code/carried.js';

test('what the library carries with it is the engine, also where the browser cannot read base64 by itself', async () => {
  const engine = await carriedWasm();
  assert.ok(WebAssembly.validate(engine));
  assert.ok(engine.length > 100_000);
});
