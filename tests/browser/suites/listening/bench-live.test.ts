import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withBusyThread } from '../../../bench/live/sections/allocation.ts';
import { countNodes } from '../../../bench/live/sections/nodes.ts';
import type { ChromiumDriver } from '../../drivers/chromium.ts';
import { browser, describeEngine, engine, leave, servers, soak } from '../../harness/engine.ts';

/** How many stretches are counted at most. What V8 compiles meanwhile it allocates: in one of them, hardly in all. */
const tries = 4;

// The instrumentation and the profiler are Chromium's.
if (engine === 'chromium') {
  describeEngine('the live benchmark', () => {
    const driver = () => browser() as ChromiumDriver;
    const url = () => servers.isolated.url('/empty');

    test('the graph that we flatten has 45 nodes, and ours 2 instead of its 25', async () => {
      await leave();
      const baseline = await countNodes(driver(), url(), 'baseline');
      assert.deepEqual([baseline.nodes, baseline.sources], [45, 20]);
      const ours = await countNodes(driver(), url(), 'ours-shared');
      assert.deepEqual([ours.nodes, ours.sources], [22, 20]);
    });

    for (const what of soak ? (['shared, moving', 'message, still'] as const) : (['shared, moving'] as const)) {
      test(`the audio thread allocates nothing: ${what}`, async () => {
        await leave();
        await withBusyThread(driver(), url(), what, 2, async (thread) => {
          const found = [];
          do found.push(await thread.count(0.5));
          while (found.at(-1)!.bytesPerQuantum > 0 && found.length < tries);
          assert.equal(found.at(-1)!.bytesPerQuantum, 0, JSON.stringify(found, null, 2));
        });
      });
    }

    test('what is counted so is seen: the other graph allocates', async () => {
      await leave();
      await withBusyThread(driver(), url(), 'baseline, moving', 0.5, async (thread) => {
        assert.ok((await thread.count(0.5)).bytesPerQuantum > 100);
      });
    });
  });
}
