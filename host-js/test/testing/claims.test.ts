import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createTestMixer, createTestSource } from '../../src/testing/create-test-mixer.js';

const SHAPE = { strips: 2, buses: 0 };

describe('the strips of a test mixer', () => {
  test('are handed out by id, and are free again as soon as that is awaited', async () => {
    const mixer = createTestMixer(SHAPE);
    const drums = mixer.claimStrip('drums');
    const bass = mixer.claimStrip('bass');
    assert.deepEqual([drums.index, bass.index, mixer.strip('bass')], [0, 1, bass]);
    assert.throws(() => mixer.claimStrip('keys'), { code: 'no-free-strip' });
    const source = createTestSource();
    drums.connect(source);
    drums.gain.value = 0.5;
    await drums.release();
    assert.deepEqual([drums.id, drums.gain.value, source.connections], [null, 1, []]);
    assert.equal(mixer.claimStrip('keys'), drums);
  });

  test('are no free ones while something plays into them, whoever connected it', async () => {
    const mixer = createTestMixer(SHAPE);
    const source = createTestSource();
    source.connect(mixer.node, 0, 0);
    assert.equal(mixer.claimStrip('drums').index, 1);
    source.disconnect();
    const bass = mixer.claimStrip('bass');
    assert.equal(bass.index, 0);

    source.connect(mixer.node, 0, 0);
    await bass.release();
    assert.throws(() => mixer.claimStrip('keys'), { code: 'no-free-strip', message: /still plays into it/ });
    source.disconnect(mixer.node, 0, 0);
    assert.equal(mixer.claimStrip('keys'), bass);
    assert.equal(bass.trim.value, 1);
  });
});
