import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createTestMixer, createTestSource } from '../../src/testing/create-test-mixer.js';

const SHAPE = { strips: 3, buses: 2 };

describe('the nodes of a test mixer', () => {
  test('are connected by strip.connect until that is undone, whatever the source is', () => {
    const mixer = createTestMixer(SHAPE);
    const calls: unknown[][] = [];
    const source = Object.assign(new EventTarget(), {
      onended: null,
      connect: (...call: unknown[]) => calls.push(['connect', ...call]),
      disconnect: (...call: unknown[]) => calls.push(['disconnect', ...call]),
    }) as unknown as AudioNode;
    const stop = mixer.strips[1]!.connect(source);
    assert.deepEqual(mixer.connections, [{ source, output: 0, strip: 1 }]);
    stop();
    assert.deepEqual(mixer.connections, []);
    assert.deepEqual(calls, [
      ['connect', mixer.node, 0, 1],
      ['disconnect', mixer.node, 0, 1],
    ]);
    mixer.strips[1]!.connect(source);
    source.dispatchEvent(new Event('ended'));
    assert.deepEqual(mixer.connections, []);
  });

  test('remember where they lead, once, and forget it', () => {
    const mixer = createTestMixer({ ...SHAPE, monitor: true });
    const { node } = mixer;
    const { destination } = mixer.context;
    const param = {} as AudioParam;
    assert.equal(node.connect(destination), destination);
    node.connect(destination);
    node.connect(destination, 1);
    assert.equal(node.connect(param, 1), undefined);
    const [first, second, third] = [
      { destination, output: 0, input: 0 },
      { destination, output: 1, input: 0 },
      { destination: param, output: 1, input: 0 },
    ];
    assert.deepEqual(node.connections, [first, second, third]);
    node.disconnect(destination, 1);
    assert.deepEqual(node.connections, [first, third]);
    node.disconnect(1);
    assert.deepEqual(node.connections, [first]);
    assert.throws(() => node.disconnect(param), { name: 'InvalidAccessError' });
    node.disconnect();
    assert.deepEqual(node.connections, []);
  });

  test('refuse inputs and outputs that are not there, as Web Audio does', () => {
    const mixer = createTestMixer(SHAPE);
    const source = createTestSource();
    const wrong = { name: 'IndexSizeError' };
    assert.throws(() => source.connect(mixer.node, 0, 3), wrong);
    assert.throws(() => source.connect(mixer.node, 1, 0), wrong);
    assert.throws(() => mixer.node.connect(mixer.context.destination, 1), wrong);
    assert.throws(() => mixer.node.connect(source), wrong);
    assert.throws(() => mixer.strips[0]!.connect(source, 1), wrong);
    assert.deepEqual(mixer.connections, []);
  });
});
