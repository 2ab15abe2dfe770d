import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backends, describeEngine, everyBackend, pageWith } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';

const inPage = pageWith<typeof import('../../page/trap.ts')>('trap');
/** A page's message and the making of an engine, on a machine that does other things too. */
const fewQuanta = 30;

describeEngine('trap', () => {
  for (const backend of backends) {
    for (const how of ['trap', 'rebuild'] as const) {
      test(`after a ${how} the same node plays on as before, ${backend}`, async (t) => {
        const figures = await inPage((page) => page.trapWhilePlaying(backend, how));
        record(t, `${how}, ${backend}`, { silentQuanta: figures.silentQuanta, eventMs: figures.eventMs });
        assert.equal(figures.faults.length, how === 'trap' ? 1 : 0, 'fault events');
        if (how === 'trap') {
          const [fault] = figures.faults;
          assert.deepEqual([fault!.source, fault!.nodeChanged], ['engine', false]);
          assert.ok(figures.eventMs < 200, `told after ${figures.eventMs} ms`);
        }
        assert.equal(figures.restarts, 1);
        assert.ok(figures.sameNode);
        assert.ok(figures.silentQuanta.length <= 1);
        assert.ok(
          figures.silentQuanta.every((quanta) => quanta <= fewQuanta),
          `${figures.silentQuanta} quanta`,
        );
        assert.ok(figures.before.some((x) => x !== 0));
        assert.deepEqual(figures.after, figures.before, 'it sounds as before');
        assert.deepEqual([figures.gain, figures.pan], [0.25, -1], 'controls read as before');
        assert.notDeepEqual(figures.moved, figures.after, 'controls are heard');
      });
    }
  }

  for (const backend of everyBackend) {
    test(`an offline render that dies is silent from then on and tells it once, ${backend}`, async () => {
      const { faults, before, at } = await inPage((page) => page.trapOffline(backend));
      assert.deepEqual([faults, before], [1, 0.5]);
      assert.ok(at <= 0.5);
    });
  }
});
