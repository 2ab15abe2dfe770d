import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { TRIES } from '../src/engine/sweep.js';
import {
  asContext,
  FakeContext,
  FakeNode,
  fakeSource,
  GONE,
  isGone,
  LAYOUT,
  moving,
  started,
  withFakeNodes,
} from './fake-node.js';

const GAIN = LAYOUT.strip(0);

describe('a move that cannot be', () => {
  withFakeNodes();

  type Failure = (to: FakeContext, abort: AbortController, next: FakeNode) => void;
  const afterItsNode: [what: string, code: string, Failure][] = [
    [
      'the engine is refused',
      'out-of-memory',
      (_to, _abort, next) => next.says({ type: 'refused', code: 'out-of-memory', message: '' }),
    ],
    [
      'the browser ends the new node',
      'engine-refused',
      (_to, _abort, next) => next.dispatchEvent(new Event('processorerror')),
    ],
    ['that context is closed', 'closed-context', (to) => to.become('closed')],
    ['the signal aborts', 'aborted', (_to, abort) => abort.abort('enough')],
    [
      'the block is none',
      'layout-mismatch',
      (_to, _abort, next) => next.says({ type: 'ready', block: 0, bytes: 1, limiterLatencyFrames: 1 }),
    ],
  ];
  for (const [what, code, fail] of afterItsNode) {
    test(`leaves everything as it is when ${what}`, async () => {
      const { host, mirror, connections, context, block, node, told, faults } = await started();
      const source = fakeSource();
      connections.connect(source, 0, 1);
      const abort = new AbortController();
      const { moved, to, next } = await moving(host, new FakeContext(44_100), abort.signal);
      next.says({ type: 'fault', message: 'of an engine that is not heard' });
      fail(to, abort, next);
      await assert.rejects(moved, { code });
      assert.deepEqual([host.context, host.node, host.bytes, host.limiterLatencyFrames], [context, node, 65_536, 77]);
      assert.deepEqual([[...source.to], node.posted, node.closed, node.connected], [[node], [], false, true]);
      assert.deepEqual([told.nodes, told.restarts, faults], [[], 0, []]);
      mirror.write(GAIN, 5);
      assert.equal(block[GAIN], 5);
      assert.deepEqual(isGone(next), GONE);
      next.confirms();
      await turn();
      assert.equal(host.node, node, 'nor when that one comes late');

      const again = await moving(host);
      again.next.confirms();
      await again.moved;
      assert.equal(host.node, again.next, 'and it can be asked again');
    });
  }

  test('is refused before anything is made there', async (context) => {
    const { host, mirror, block, node, added } = await started();
    const closed = new FakeContext();
    closed.state = 'closed';
    const move = (to: unknown, signal?: AbortSignal) => host.move(to as BaseAudioContext, signal);
    await assert.rejects(move(closed), { code: 'closed-context' });
    await assert.rejects(move({ rawContext: new FakeContext() }), { code: 'wrapped-context' });
    await assert.rejects(move(new FakeContext(), AbortSignal.abort()), { code: 'aborted' });
    assert.deepEqual(added, []);
    context.mock.method(WebAssembly, 'Memory', () => {
      throw new RangeError('could not allocate memory');
    });
    const sweepers = FakeNode.sweepers;
    await assert.rejects(move(new FakeContext()), { code: 'out-of-memory' });
    assert.equal(FakeNode.sweepers, sweepers + TRIES);
    mirror.write(GAIN, 5);
    assert.deepEqual([FakeNode.made.length, host.node, block[GAIN]], [1, node, 5]);
  });

  test('is refused where a mixer of that size takes too much memory at that sample rate', async () => {
    const shape = { strips: 128, buses: 16, effects: 16, maxDelay: 0.1, outputs: 1, capacityFrames: 128 } as const;
    const { host, node } = await started({ shape });
    await assert.rejects(host.move(asContext(new FakeContext(768_000)), undefined), { code: 'memory-limit' });
    assert.equal(host.node, node);
  });

  test('stays here where that context is closed, or the signal aborts, while it learns of the processor', async () => {
    for (const how of ['closed-context', 'aborted']) {
      const { host, node } = await started();
      const abort = new AbortController();
      const to = new FakeContext();
      const made = FakeNode.made.length;
      const moved = host.move(asContext(to), abort.signal);
      await null;
      if (how === 'aborted') abort.abort();
      else to.state = 'closed';
      await assert.rejects(moved, { code: how });
      assert.deepEqual([host.node, FakeNode.made.length], [node, made]);
    }
  });
});
