import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, pageWith, soak, soundBackends } from '../../harness/engine.ts';
import type { Poison } from '../../page/containment.ts';

const inPage = pageWith<typeof import('../../page/containment.ts')>('containment');
const poisons: Poison[] = ['NaN', 'Infinity', '-Infinity', '1e30', 'FLT_MAX'];

describeEngine('containment', () => {
  for (const backend of soundBackends) {
    // One is enough for the slow one: what is looked at is the same code.
    for (const poison of backend === 'js' && !soak ? poisons.slice(0, 1) : poisons) {
      test(`${poison} in one strip silences that strip alone, and it comes back, ${backend}`, async () => {
        await inPage(async (page) => {
          for (const every of [1, 32] as const) {
            const expected = { flagged: [5], whileBad: 0, before: 0, after: 0, cut: true };
            assert.deepEqual(await page.poison(poison, every, backend), expected, `every ${every}`);
          }
          assert.deepEqual(await page.poisonThroughout(poison, backend), { flagged: [5], differing: 0 });
        });
      });
    }

    for (const how of ['alone', 'among audio', 'by the fader'] as const) {
      test(`subnormal numbers ${how} count as zero and are no fault, ${backend}`, async () => {
        const figures = await inPage((page) => page.subnormals(how, backend));
        assert.deepEqual(figures, { flagged: 0, differing: 0, leaving: 0 });
      });
    }
  }
});
