import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestMixer } from 'megamixer/testing';
import { HEADER } from 'megamixer-worklet/layout';
import { optionsFor } from './rendering-engine.ts';
import { WasmEngine } from './wasm-engine.ts';

test('a test mixer is as late as the engine, at any sample rate', () => {
  for (const sampleRate of [3000, 8000, 9000, 11_025, 22_050, 44_100, 48_000, 88_200, 96_000, 192_000, 768_000]) {
    const mixer = createTestMixer({ strips: 1, buses: 0, sampleRate });
    mixer.master.limiter.on.value = true;
    const { words } = new WasmEngine(optionsFor(1, 0, sampleRate));
    assert.equal(mixer.latency.frames, words[HEADER.limiterLatencyFrames], `${sampleRate} Hz`);
  }
});
