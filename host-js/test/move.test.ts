import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { HEADER } from 'megamixer-worklet/layout';
import type { PageMessage } from 'megamixer-worklet/protocol';
import { memoryPages } from '../src/engine/shape.js';
import {
  asContext,
  FakeContext,
  FakeNode,
  fakeSource,
  GONE,
  isGone,
  LAYOUT,
  last,
  moving,
  restartsOf,
  started,
  withFakeNodes,
} from './fake-node.js';

const GAIN = LAYOUT.strip(0);

const wordsPosted = (node: FakeNode): Map<number, number> =>
  new Map(
    node.posted.flatMap((message: PageMessage) => {
      if (message.type !== 'words') return [];
      const { pairs } = message;
      return Array.from({ length: pairs.length / 2 }, (_, pair) => [pairs[pair * 2]!, pairs[pair * 2 + 1]!] as const);
    }),
  );

describe('moving to another context', () => {
  withFakeNodes();

  for (const backend of ['shared', 'message'] as const) {
    test(`makes a node there with every setting, for that sample rate and quantum, and ends the old one, ${backend}`, async () => {
      const { host, mirror, node, told, added } = await started({ backend });
      mirror.write(GAIN, 5);
      const to = new FakeContext(96_000, 256);
      const { moved, next } = await moving(host, to);
      assert.deepEqual(added, [to]);
      assert.equal(next.context, to);
      assert.deepEqual(next.options.words, mirror.pageWords());
      const { strips, buses, effects, maxDelay, outputs, capacityFrames } = next.options;
      assert.deepEqual([strips, buses, effects, maxDelay, outputs, capacityFrames], [2, 1, 1, 0, 1, 256]);
      const pages = memoryPages(next.options, 96_000);
      assert.deepEqual(next.options.pages, pages);
      assert.equal(next.options.memory === null, backend === 'message');
      assert.deepEqual([host.context, host.node, told.nodes.length], [node.context, node, 0], 'not before it is ready');

      next.confirms({ limiterLatencyFrames: 99 });
      await moved;
      assert.deepEqual([host.context, host.node, host.limiterLatencyFrames], [to, next, 99]);
      assert.equal(host.maximumBytes, pages.maximum * 65_536);
      assert.deepEqual([told.nodes, told.restarts], [[{ moved: true }], 0]);
      assert.deepEqual(isGone(node), GONE);
      assert.deepEqual([next.closed, next.connected], [false, true]);
    });

    test(`loses nothing that is written meanwhile, and has both engines hear it, ${backend}`, async () => {
      const { host, mirror, node, block } = await started({ backend });
      const { moved, next } = await moving(host);
      mirror.write(GAIN, 6);
      mirror.write(LAYOUT.strip(1), 7);
      await null;
      const heardHere = backend === 'shared' ? block[GAIN] : wordsPosted(node).get(GAIN);
      assert.equal(heardHere, 6);
      const there = next.confirms();
      await moved;
      mirror.write(LAYOUT.master, 8);
      await pause(60);
      if (backend === 'shared') {
        assert.deepEqual(there.slice(LAYOUT.pageStart, LAYOUT.pageEnd), mirror.pageWords());
      } else {
        const told = wordsPosted(next);
        assert.deepEqual([told.get(GAIN), told.get(LAYOUT.strip(1)), told.get(LAYOUT.master)], [6, 7, 8]);
        assert.equal(told.get(HEADER.sequence), mirror.read(HEADER.sequence));
        assert.equal(told.get(LAYOUT.versions + LAYOUT.stripSection(0)), 1);
      }
      assert.equal(node.posted.at(-1)!.type, 'dispose', 'and the old engine hears no more');
    });

    test(`has who waits for things to settle wait for the engine there, once the context here is closed, ${backend}`, async () => {
      const { host, mirror, transport, context, node, block } = await started({ backend });
      context.become('closed');
      assert.deepEqual([node.closed, node.connected], [true, false]);
      await assert.rejects(transport.settled(), { code: 'closed-context' });
      await assert.rejects(host.restart(), { code: 'closed-context' });
      mirror.write(GAIN, 5);
      assert.notEqual(block[GAIN], 5);

      const refused = await moving(host);
      const refusedToo = transport.settled();
      refused.next.says({ type: 'refused', code: 'out-of-memory', message: 'no room' });
      await assert.rejects(refused.moved, { code: 'out-of-memory' });
      await assert.rejects(refusedToo, { code: 'closed-context' });
      await assert.rejects(transport.settled(), { code: 'closed-context' });

      const { moved, next } = await moving(host);
      let settled = false;
      const settling = transport.settled().then(() => (settled = true));
      await turn();
      assert.ok(!settled);
      const there = next.confirms();
      await moved;
      assert.equal(there[GAIN], 5);
      await turn();
      const ack = next.posted.find((message) => message.type === 'words' && message.acknowledge);
      if (ack?.type === 'words') next.says({ type: 'ack', epoch: ack.epoch });
      await settling;
    });
  }

  test('forgets what came through strip.connect, since it belongs to the context that is left', async () => {
    const { host, connections, node } = await started();
    const source = fakeSource();
    const disconnect = connections.connect(source, 0, 1);
    assert.deepEqual([...source.to], [node]);
    const { moved, next } = await moving(host);
    assert.deepEqual([...source.to], [node], 'it plays on until then');
    next.confirms();
    await moved;
    assert.deepEqual([...source.to], []);
    disconnect();
    const other = fakeSource();
    connections.connect(other, 0, 1);
    assert.deepEqual([...other.to], [next]);
    next.dispatchEvent(new Event('processorerror'));
    await turn();
    assert.deepEqual([[...source.to], [...other.to]], [[], [last()]]);
  });

  test('takes no words of an edit that is open', async () => {
    const { host, mirror } = await started();
    const before = mirror.read(GAIN);
    assert.throws(() =>
      mirror.edit(() => {
        mirror.write(GAIN, 5);
        void host.move(asContext(new FakeContext()), undefined);
        throw new Error('mine');
      }),
    );
    await turn();
    assert.equal(last().options.words[GAIN - LAYOUT.pageStart], before);
  });

  test('does nothing where it is already', async () => {
    const { host, context, node, told } = await started();
    await host.move(asContext(context), undefined);
    assert.deepEqual([host.node, FakeNode.made.length, told.nodes.length], [node, 1, 0]);
  });

  describe('while other things happen', () => {
    test('ends a restart here, since the engine there is as new', async () => {
      const { host, node, told, faults } = await started();
      const { moved, next } = await moving(host);
      node.says({ type: 'fault', message: 'unreachable' });
      await turn();
      assert.deepEqual([faults.length, restartsOf(node)], [1, 1], 'it is told and seen to as ever');
      const rebuilt = host.restart();
      const there = next.confirms();
      await Promise.all([moved, rebuilt]);
      assert.equal(told.restarts, 1);
      node.confirms();
      await turn();
      assert.deepEqual([host.node, told.restarts], [next, 1]);
      assert.notEqual(there, undefined);
    });

    test('lets a restart here be while it cannot be', async () => {
      const { host, mirror, node, told } = await started();
      const { moved, next } = await moving(host);
      node.says({ type: 'fault', message: 'unreachable' });
      await turn();
      next.says({ type: 'refused', code: 'engine-refused', message: '' });
      await assert.rejects(moved, { code: 'engine-refused' });
      const block = node.confirms();
      await turn();
      mirror.write(GAIN, 5);
      assert.deepEqual([host.node, told.restarts, block[GAIN]], [node, 1, 5]);
    });

    test('does not restart later what it has left', async (context) => {
      context.mock.timers.enable({ apis: ['setTimeout'] });
      const { host, node } = await started();
      node.says({ type: 'fault', message: 'first' });
      await turn();
      node.confirms();
      await turn();
      node.says({ type: 'fault', message: 'second, so it waits' });
      const { moved, next } = await moving(host);
      next.confirms();
      await moved;
      context.mock.timers.tick(5000);
      await turn();
      assert.deepEqual([restartsOf(node), restartsOf(next)], [1, 0]);
    });

    test('goes on from a new node where the browser ended the old one meanwhile', async () => {
      const { host, node, told } = await started();
      const { moved, next } = await moving(host);
      node.dispatchEvent(new Event('processorerror'));
      await turn();
      const replacement = last();
      assert.notEqual(replacement, next);
      assert.equal(replacement.context, node.context);
      next.confirms();
      await moved;
      assert.deepEqual(told.nodes, [{ moved: false }, { moved: true }]);
      assert.equal(host.node, next);
      assert.deepEqual([isGone(node), isGone(replacement)], [GONE, GONE]);
    });

    test('moves one after the other, each from where the last one led', async () => {
      const { host, context, node, told } = await started();
      const [first, second] = [new FakeContext(44_100), new FakeContext(96_000)];
      const both = [host.move(asContext(first), undefined), host.move(asContext(second), undefined)];
      const back = host.move(asContext(context), undefined);
      await turn();
      assert.equal(FakeNode.made.length, 2);
      const inFirst = last();
      inFirst.confirms();
      await both[0];
      assert.equal(host.context, first);
      await turn();
      const inSecond = last();
      assert.equal(inSecond.context, second);
      inSecond.says({ type: 'refused', code: 'engine-refused', message: '' });
      await assert.rejects(both[1]!, { code: 'engine-refused' });
      await turn();
      last().confirms();
      await back;
      assert.equal(host.context, context);
      assert.deepEqual([isGone(node), isGone(inFirst), isGone(inSecond)], [GONE, GONE, GONE]);
      assert.equal(told.nodes.length, 2);
    });

    test('ends both nodes when the mixer is disposed of', async () => {
      const { host, node, told } = await started();
      const { moved, next } = await moving(host);
      const after = host.move(asContext(new FakeContext()), undefined);
      host.dispose();
      await assert.rejects(moved, { code: 'disposed' });
      await assert.rejects(after, { code: 'disposed' });
      assert.deepEqual([isGone(node), isGone(next), told.nodes], [GONE, GONE, []]);
    });

    test('has a listener of the new node dispose of it', async () => {
      const { host, node, told } = await started();
      told.nodes.push = () => {
        host.dispose();
        return 1;
      };
      const { moved, next } = await moving(host);
      next.confirms();
      await moved;
      assert.deepEqual([isGone(node), isGone(next)], [GONE, GONE]);
    });
  });
});
