import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stages, upTo } from '../stages.ts';
import { peakMeter } from './peak.ts';
import { WasmSide } from './wasm-side.ts';

test('every stage plays what it is given, noise or silence', () => {
  const peaks = stages.map((_, index) => {
    const side = new WasmSide(index + 1);
    side.time(60);
    return side.peak;
  });
  for (const [index, peak] of peaks.entries()) {
    assert.equal(peak > 0, upTo(index + 1).input === 'noise', `${stages[index]!.name}: ${peak}`);
  }
  // A gate that is open and meters of the output change nothing that is heard.
  const inaudible = stages.findIndex(({ name }) => name === 'gate');
  const heard = peaks.filter((peak, index) => peak > 0 && index !== inaudible && index !== stages.length - 1);
  assert.equal(heard.length, stages.length - 4);
  assert.equal(new Set(heard).size, heard.length, `stages that do nothing: ${heard}`);
});

test('the chains of the peak rate are computed', () => {
  assert.ok(peakMeter()() > 0);
});
