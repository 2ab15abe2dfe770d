import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { METERS } from 'megamixer-worklet/layout';
import { meterWords } from 'megamixer-worklet/protocol';
import {
  FakeNode,
  hosted,
  LAYOUT,
  last,
  moving,
  onFault,
  restartsOf,
  SHAPE,
  started,
  withFakeNodes,
} from './fake-node.js';

/** The worklet gives back what the page lent it for the meters, with that in it. */
function returnMeters(node: FakeNode, word: number, bits: number): void {
  const words = new Int32Array(meterWords(LAYOUT));
  words[LAYOUT.pageStart + word - LAYOUT.meters] = bits;
  node.says({ type: 'meters', lent: { meters: words.buffer, scope: null } });
}

describe('the engine host', () => {
  withFakeNodes();

  test('has started once the worklet confirms', async () => {
    const { host, mirror, block } = await started();
    assert.deepEqual([host.bytes, host.limiterLatencyFrames], [65536, 77]);
    mirror.write(LAYOUT.strip(0), 5);
    assert.equal(block[LAYOUT.strip(0)], 5);
  });

  test('makes a node with an input per strip, and a second stereo output where the shape has one', () => {
    for (const outputs of [1, 2] as const) {
      const shape = { ...SHAPE, effects: 3, maxDelay: 0.05, outputs };
      void hosted({ shape }).start();
      const { numberOfInputs, numberOfOutputs, outputChannelCount } = last().nodeOptions;
      assert.deepEqual([numberOfInputs, numberOfOutputs], [2, outputs]);
      assert.deepEqual(outputChannelCount, [2, 2].slice(0, outputs));
      const { strips, buses, effects, maxDelay, outputs: told, capacityFrames } = last().options;
      assert.deepEqual({ strips, buses, effects, maxDelay, outputs: told, capacityFrames }, shape);
    }
  });

  test('passes on what the worklet refuses, with what it said', async () => {
    const start = hosted().start();
    last().says({ type: 'refused', code: 'out-of-memory', message: 'no room' });
    await assert.rejects(start, { code: 'out-of-memory', cause: 'no room' });
  });

  test('gives up when the context closes, or the browser ends the node, before it is ready', async () => {
    const one = hosted();
    const start = one.start();
    one.context.become('closed');
    await assert.rejects(start, { code: 'closed-context' });
    const other = hosted();
    const second = other.start();
    last().dispatchEvent(new Event('processorerror'));
    await assert.rejects(second, { code: 'engine-refused' });
  });

  for (const backend of ['shared', 'message'] as const) {
    test(`answers nobody once its offline context has rendered, and keeps its meters, ${backend}`, async () => {
      const { context, host, mirror, transport, start } = hosted({ backend });
      Object.assign(context, { length: 48_000 });
      const starting = start();
      const block = last().confirms();
      await starting;
      const node = last();
      const peak = LAYOUT.meters + METERS.rmsLeft;
      block[peak] = 5;
      transport.load(peak);
      mirror.write(LAYOUT.strip(0), 1);
      const pending = host.settled();
      context.state = 'closed';
      // Browsers tell a little later.
      await assert.rejects(host.settled(), { code: 'closed-context' });
      if (backend === 'message') await assert.rejects(pending, { code: 'closed-context' });
      else await pending;
      context.become('closed');
      await assert.rejects(host.settled(), { code: 'closed-context' });
      await assert.rejects(host.restart(), { code: 'closed-context' });
      await assert.rejects(host.settled(), { code: 'closed-context' });
      if (backend === 'message') returnMeters(node, peak, 5);
      assert.equal(transport.load(peak), 5);
      assert.deepEqual([transport.take(peak), transport.take(peak)], [5, 0]);

      const { moved, next } = await moving(host);
      let isSettled = false;
      const settling = host.settled().then(() => (isSettled = true));
      await turn();
      assert.ok(!isSettled);
      next.confirms();
      await moved;
      await turn();
      const ack = next.posted.find((message) => message.type === 'words' && message.acknowledge);
      if (ack?.type === 'words') next.says({ type: 'ack', epoch: ack.epoch });
      await settling;
    });
  }

  test('restarts inside the same node after a fault, with the words of the mirror', async () => {
    const { host, mirror, node, faults, told } = await started();
    mirror.write(LAYOUT.strip(0), 5);
    node.says({ type: 'fault', message: 'unreachable' });
    assert.deepEqual(faults, [{ source: 'engine', message: 'unreachable', nodeChanged: false }]);
    await turn();
    const restart = node.posted.at(-1)!;
    assert.ok(restart.type === 'restart');
    assert.notEqual(restart.memory, node.options.memory, 'over a fresh memory');
    mirror.write(LAYOUT.strip(1), 6);
    const block = node.confirms();
    await turn();
    assert.deepEqual([block[LAYOUT.strip(0)], block[LAYOUT.strip(1)]], [5, 6]);
    assert.equal(told.restarts, 1);
    assert.equal(host.node, node as unknown as AudioWorkletNode);
    assert.equal(FakeNode.made.length, 1);
  });

  test('hears nothing of an edit that is open while it restarts', async () => {
    const { host, mirror, node } = await started();
    const before = mirror.read(LAYOUT.strip(0));
    let rebuilt: Promise<void> | undefined;
    assert.throws(() =>
      mirror.edit(() => {
        mirror.write(LAYOUT.strip(0), 5);
        rebuilt = host.restart();
        throw new Error('mine');
      }),
    );
    await turn();
    const restart = node.posted.at(-1)!;
    assert.ok(restart.type === 'restart');
    assert.equal(restart.words[LAYOUT.strip(0) - LAYOUT.pageStart], before);
    node.confirms();
    await rebuilt;
  });

  test('restarts once when it is asked twice', async () => {
    const { host, node } = await started();
    const both = Promise.all([host.restart(), host.restart()]);
    await turn();
    node.confirms();
    await both;
    assert.equal(restartsOf(node), 1);
  });

  test('waits ever longer between restarts while faults follow one another', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const { node, faults } = await started();
    for (const [fault, delay] of [0, 50, 100].entries()) {
      node.says({ type: 'fault', message: 'again' });
      await turn();
      if (delay > 0) {
        context.mock.timers.tick(delay - 1);
        await turn();
        assert.equal(restartsOf(node), fault);
        context.mock.timers.tick(1);
        await turn();
      }
      assert.equal(restartsOf(node), fault + 1);
      node.confirms();
      await turn();
    }
    assert.equal(faults.length, 3);
  });

  test('leaves an engine alone that a listener of the fault has rebuilt already', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const { host, node, faults, told } = await started();
    onFault(faults, () => void host.restart());
    for (const restarts of [1, 2]) {
      node.says({ type: 'fault', message: 'unreachable' });
      await turn();
      node.confirms();
      await turn();
      context.mock.timers.tick(5000);
      await turn();
      assert.equal(restartsOf(node), restarts);
    }
    assert.equal(told.restarts, 2);
  });

  test('does not restart the new engine for a fault that the old one told of late', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const { host, mirror, node, faults } = await started();
    node.says({ type: 'fault', message: 'unreachable' });
    await turn();
    node.confirms();
    await turn();
    const rebuilt = host.restart();
    await turn();
    node.says({ type: 'fault', message: 'late' });
    const block = node.confirms();
    await rebuilt;
    context.mock.timers.tick(5000);
    await turn();
    assert.equal(restartsOf(node), 2);
    assert.deepEqual(
      faults.map(({ message }) => message),
      ['unreachable', 'late'],
    );
    mirror.write(LAYOUT.strip(0), 5);
    assert.equal(block[LAYOUT.strip(0)], 5);
  });

  test('rejects who waits to settle when a restart fails, and has them wait again once another begins', async () => {
    const { host, node, transport } = await started();
    node.says({ type: 'fault', message: 'unreachable' });
    const settled = transport.settled();
    await turn();
    node.says({ type: 'refused', code: 'out-of-memory', message: 'no room' });
    await assert.rejects(settled, { code: 'out-of-memory' });
    await assert.rejects(transport.settled(), { code: 'out-of-memory' });
    const rebuilt = host.restart();
    const again = transport.settled();
    await turn();
    node.confirms();
    await Promise.all([rebuilt, again]);
  });

  test('tells it when a restart fails, and can be asked again', async () => {
    const { host, node, faults } = await started();
    node.says({ type: 'fault', message: 'unreachable' });
    await turn();
    node.says({ type: 'refused', code: 'out-of-memory', message: 'no room' });
    await turn();
    assert.deepEqual(
      faults.map(({ source }) => source),
      ['engine', 'restart'],
    );
    const again = host.restart();
    await turn();
    node.confirms();
    await again;
  });

  test('keeps the engine that plays when there is no memory for a new one', async (context) => {
    const { host, mirror, block } = await started();
    context.mock.method(WebAssembly, 'Memory', () => {
      throw new RangeError('could not allocate memory');
    });
    await assert.rejects(host.restart(), { code: 'out-of-memory' });
    mirror.write(LAYOUT.strip(0), 5);
    assert.equal(block[LAYOUT.strip(0)], 5);
  });

  for (const type of ['processorerror', 'error']) {
    test(`makes a new node when the browser ended the old one with ${type}, and says what must be connected again`, async () => {
      const { host, mirror, node, faults, told } = await started();
      mirror.write(LAYOUT.strip(0), 5);
      node.dispatchEvent(new Event(type));
      await turn();
      assert.equal(FakeNode.made.length, 2);
      assert.equal(host.node, last() as unknown as AudioWorkletNode);
      assert.deepEqual(told.nodes, [{ moved: false }]);
      assert.deepEqual(
        faults.map(({ source, nodeChanged }) => [source, nodeChanged]),
        [['node', true]],
      );
      assert.deepEqual([node.closed, node.connected], [true, false]);
      const block = last().confirms();
      await turn();
      assert.equal(block[LAYOUT.strip(0)], 5);
      assert.equal(told.restarts, 1);
    });
  }

  /** Has a restart wait until there is memory. */
  async function waiting(context: TestContext, host: ReturnType<typeof hosted>['host']) {
    const scarce = context.mock.method(WebAssembly, 'Memory', () => {
      throw new RangeError('could not allocate memory');
    });
    const restarted = host.restart();
    await turn();
    scarce.mock.restore();
    return restarted;
  }

  test('makes a new node where the old one ends while a restart waits for memory', async (context) => {
    const { host, node, told } = await started();
    const restarted = waiting(context, host);
    await turn();
    node.dispatchEvent(new Event('processorerror'));
    while (last() === node) await turn();
    last().confirms();
    await restarted;
    assert.equal(host.node, last() as unknown as AudioWorkletNode);
    assert.deepEqual([restartsOf(node), told.restarts], [0, 1]);
  });

  test('leaves the engine alone to which the mixer moves while a restart waits for memory', async (context) => {
    const { host, node, told } = await started();
    const { moved, next } = await moving(host);
    const restarted = waiting(context, host);
    await turn();
    next.confirms();
    await moved;
    await restarted;
    assert.deepEqual([FakeNode.made.length, restartsOf(node), restartsOf(next), told.restarts], [2, 0, 0, 1]);
  });

  test('lets a listener of the fault dispose of the mixer', async () => {
    const { host, node, faults } = await started();
    onFault(faults, () => host.dispose());
    node.says({ type: 'fault', message: 'unreachable' });
    await turn();
    assert.equal(faults.length, 1);
    assert.ok(!node.posted.some(({ type }) => type === 'restart'));
  });

  test('makes nothing new in a context that has ended', async () => {
    const { context, node, faults } = await started();
    context.state = 'closed';
    node.says({ type: 'fault', message: 'unreachable' });
    await turn();
    assert.equal(faults.length, 1);
    assert.deepEqual(node.posted, []);
  });

  test('tells the worklet when it is disposed of, closes the port, and rejects who waits for a restart', async () => {
    const { host, node } = await started();
    const rebuilt = host.restart();
    await turn();
    host.dispose();
    await assert.rejects(rebuilt, { code: 'disposed' });
    assert.equal(node.posted.at(-1)!.type, 'dispose');
    assert.deepEqual([node.closed, node.connected], [true, false]);
    await assert.rejects(host.restart(), { code: 'disposed' });
  });
});
