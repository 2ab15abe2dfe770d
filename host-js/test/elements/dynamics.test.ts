import assert from 'node:assert/strict';
import { test } from 'node:test';
import { processorOf, workingLevel } from '../../src/elements/dynamics/processor.js';
import { createTestMixer } from '../../src/testing/index.js';

const [strip] = createTestMixer({ strips: 1, buses: 0 }).strips;
const { compressor, gate } = strip!;

function near(found: number | null, wanted: number): void {
  assert.ok(found !== null && Math.abs(found - wanted) < 0.1, `${found} is not ${wanted} dB`);
}

test('a compressor that takes away 9 dB at 4:1 works 12 dB above its threshold, whatever makes up for it', () => {
  compressor.threshold.value = -24;
  compressor.knee.value = 0;
  near(workingLevel(processorOf(compressor), 9), -12);
  compressor.makeup.value = 6;
  near(workingLevel(processorOf(compressor), 9), -12);
});

test('a gate that takes away 18 dB at 10:1 works 2 dB below its threshold', () => {
  gate.threshold.value = -40;
  near(workingLevel(processorOf(gate), 18), -42);
});

test('nothing taken away says nothing of the level', () => {
  assert.equal(workingLevel(processorOf(compressor), 0), null);
  assert.equal(workingLevel(processorOf(gate), 0.01), null);
});
