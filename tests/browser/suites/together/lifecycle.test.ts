import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, engine, pageWith, soak, transports } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';

const inPage = pageWith<typeof import('../../page/lifecycle.ts')>('lifecycle', 180_000);
const times = soak ? 10 : 1;
const growthLimitBytes = 10_000;

/** Runs cycles in parts and weighs the page's heap before the last hundred and after. */
async function cycles(
  part: (count: number) => Promise<number>,
  count: number,
  weigh: () => Promise<number | undefined>,
) {
  let succeeded = await part(count - 100);
  const before = await weigh();
  succeeded += await part(100);
  const after = await weigh();
  const grownBytes = before === undefined || after === undefined ? undefined : (after - before) / 100;
  return { succeeded, grownBytes };
}

// See `close` in page/realtime.ts.
const disposeOf = engine === 'webkit' ? 'all' : 'every second';

describeEngine('lifecycle', () => {
  for (const transport of transports) {
    test(`300 mixers are made and disposed of in one context, ${transport}`, async (t) => {
      await inPage(async (functions, page) => {
        const weigh = async () => page.heapBytes?.();
        const figures = await cycles((count) => functions.createAndDispose(count, transport), 300 * times, weigh);
        record(t, `create and dispose, ${transport}`, figures);
        assert.equal(figures.succeeded, 300 * times);
        assert.ok((figures.grownBytes ?? 0) < growthLimitBytes, `${figures.grownBytes} bytes a cycle`);
      });
    });

    test(`100 contexts are opened and closed, each with a mixer, ${transport}`, async (t) => {
      await inPage(async (functions, page) => {
        const weigh = async () => page.heapBytes?.();
        const figures = await cycles(
          (count) => functions.contexts(count, transport, disposeOf),
          soak ? 1000 : 120,
          weigh,
        );
        record(t, `contexts, ${transport}`, figures);
        assert.equal(figures.succeeded, soak ? 1000 : 120);
        assert.ok((figures.grownBytes ?? 0) < growthLimitBytes, `${figures.grownBytes} bytes a cycle`);
      });
    });
  }
});
