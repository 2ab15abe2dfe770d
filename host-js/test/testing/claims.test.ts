import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pageRegistry } from '../../src/code/page-registry.js';
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

  test('are no free ones while something plays into them, whoever connected it', async (t) => {
    const warn = t.mock.method(console, 'warn', () => {});
    t.after(() => delete pageRegistry().logLevel);
    const mixer = createTestMixer({ ...SHAPE, log: 'warn' });
    const source = createTestSource();
    source.connect(mixer.node, 0, 0);
    assert.equal(mixer.claimStrip('drums').index, 1);
    source.disconnect();
    const bass = mixer.claimStrip('bass');
    assert.equal(bass.index, 0);

    source.connect(mixer.node, 0, 0);
    await bass.release();
    assert.deepEqual([bass.trim.value, warn.mock.callCount()], [0, 1]);
    mixer.restore({ version: 1, strips: [{ gain: 0.5 }] });
    assert.equal(bass.trim.value, 0);
    assert.throws(() => mixer.claimStrip('keys'), { code: 'no-free-strip', message: /still plays into it/ });
    source.disconnect(mixer.node, 0, 0);
    assert.equal(mixer.claimStrip('keys', 0), bass);
    assert.deepEqual([bass.trim.value, bass.gain.value], [1, 0.5]);
  });

  test('stay what they were where a snapshot is refused', () => {
    const mixer = createTestMixer(SHAPE);
    const drums = mixer.claimStrip('drums');
    const source = createTestSource();
    drums.connect(source);
    drums.gain.value = 0.25;
    void drums.release();
    assert.throws(() => mixer.restore({ version: 1, strips: [{ gain: 'loud' }] }), { code: 'snapshot-invalid' });
    assert.deepEqual([drums.gain.value, drums.trim.value, source.connections.length], [0.25, 0, 1]);
    const { ignored } = mixer.restore({ version: 1, strips: [{ gain: 0.5, shine: 1 }] });
    assert.deepEqual(ignored, ['strips[0].shine']);
    assert.deepEqual([drums.gain.value, drums.trim.value, source.connections.length], [0.5, 1, 0]);
  });
});
