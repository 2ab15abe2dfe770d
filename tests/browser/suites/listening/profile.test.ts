import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProfiledConsole } from '../../../profile/console.ts';
import { functionShares } from '../../../profile/functions.ts';
import { quanta } from '../../../profile/quanta.ts';
import { activityOf } from '../../../profile/track.ts';
import type { ChromiumDriver } from '../../drivers/chromium.ts';
import { browser, describeEngine, engine, servers } from '../../harness/engine.ts';

const url = () => servers.isolated.url('/examples/console/?profiling');

if (engine === 'chromium') {
  describeEngine('profile', () => {
    test('a profile of the demo has every quantum, the functions by name, and the track', async () => {
      const demo = await ProfiledConsole.open(browser() as ChromiumDriver, url(), 0.5);
      try {
        const { events, drag, underruns } = await demo.trace(1);
        assert.ok(drag.faders > 32 && drag.frames > 1, JSON.stringify(drag));
        assert.ok(underruns !== null && underruns.played > 0, JSON.stringify(underruns));

        const { worklet, render } = quanta(events);
        for (const { count, median, p95, p99, maximum } of [worklet, render]) {
          assert.ok(count > 100, `${count} quanta`);
          assert.ok(median > 0 && median <= p95 && p95 <= p99 && p99 <= maximum);
        }
        assert.ok(render.median > worklet.median, 'the worklet is a part of the render');
        assert.ok((activityOf(events).edits ?? 0) > 1, JSON.stringify(activityOf(events)));

        const restarted = await demo.traceRestart([]);
        assert.equal(activityOf(restarted).Restart, 1);

        const functions = functionShares(await demo.profileWorklet(1));
        assert.ok(Math.abs(functions.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9);
        const engineNames = functions.filter(({ of }) => of === 'engine').map(({ name }) => name);
        assert.ok(
          engineNames.some((name) => name.includes('megamixer_dsp::')),
          `${engineNames}`,
        );
        assert.ok(!engineNames.some((name) => /wasm-function\[/.test(name)), `${engineNames}`);
      } finally {
        await demo.close();
      }
    });
  });
}
