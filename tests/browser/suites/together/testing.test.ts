import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backends, describeEngine, pageWith } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/testing.ts')>('testing');

describeEngine('test mixers', () => {
  for (const backend of backends) {
    test(`a mixer for tests is to a page what a real one is, ${backend}`, async () => {
      await inPage(async (page) => {
        for (const seed of [1, 2, 3]) {
          const { real, test: own } = await page.seen(backend, seed);
          for (const word of [
            'cycle',
            'no-effect-slot',
            'event: "restart"',
            'nodechange',
            'no-free-strip',
            'disposed',
            'promise',
          ]) {
            assert.ok(
              real.some((line) => line.includes(word)),
              `nothing was seen of ${word}`,
            );
          }
          assert.ok(real.length > 2000, `${real.length} lines`);
          assert.deepEqual(own, real);
        }
      });
    });
  }
});
