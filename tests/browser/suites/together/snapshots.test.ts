import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, everyBackend, pageWith } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/snapshots.ts')>('snapshots');

describeEngine('snapshots', () => {
  for (const backend of everyBackend) {
    test(`a mixer that is given the snapshot of another sounds the same, bit for bit, ${backend}`, async () => {
      await inPage(async (page) => {
        for (const seed of [1, 2, 3]) {
          const { applied, restored } = await page.renderRestored(backend, seed);
          assert.ok(applied.peak > 0, `scene ${seed} is silent`);
          assert.deepEqual(restored, applied);
        }
      });
    });

    test(`a fader that a restore fades is half way in decibels at half time, and there at the end, ${backend}`, async () => {
      await inPage(async (page) => {
        const { before, halfWay, after } = await page.renderFade(backend);
        assert.equal(before, 1);
        assert.ok(Math.abs(halfWay - 0.5) < 0.005, `${halfWay} half way`);
        assert.equal(after, 0.25);
      });
    });
  }
});
