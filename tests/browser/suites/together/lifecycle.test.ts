import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PageError } from '../../drivers/driver.ts';
import { backends, describeEngine, engine, leave, pageWith, soak } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';

type Lifecycle = typeof import('../../page/lifecycle.ts');
const inPage = pageWith<Lifecycle>('lifecycle', 120_000);
// Chromium, which is weighed for the last hundred, warms up first.
const creations = soak ? 3000 : engine === 'chromium' ? 120 : 20;
const contexts = soak ? 1000 : engine === 'chromium' ? 120 : 20;
// More than Chromium can have shared memories alive.
const moves = soak ? 1000 : engine === 'chromium' ? 120 : 20;
const piece = 20;
const growthLimitBytes = 1_000;
/** A node that was left, and what listened to it, would take 600, of which the browser's own part is not counted. */
const moveLimitBytes = 400;

// See `close` in page/realtime.ts.
const disposeOf = engine === 'webkit' ? 'all' : 'every second';

/**
 * Runs cycles in pieces and weighs the page's heap before the last hundred and after. WebKitGTK may crash of itself
 * when contexts are closed: such a piece is played once more, in a new browser, and told.
 */
async function cycles(
  count: number,
  part: (functions: Parameters<Parameters<typeof inPage>[0]>[0]) => Promise<number>,
) {
  await leave();
  let succeeded = 0;
  let crashes = 0;
  const grown: number[] = [];
  for (let done = 0; done < count; done += piece) {
    if (done === count - 100) await weigh(grown);
    try {
      succeeded += await inPage(part);
    } catch (error) {
      crashes += 1;
      if (error instanceof PageError || engine !== 'webkit' || crashes > 2) throw error;
      succeeded += await inPage(part);
    }
  }
  await weigh(grown);
  const [before, after] = grown;
  return {
    succeeded,
    ...(engine === 'webkit' && { crashes }),
    ...(before !== undefined && after !== undefined && { grownBytes: (after - before) / 100 }),
  };
}

async function weigh(into: number[]): Promise<void> {
  const bytes = await inPage((_, page) => page.heapBytes?.() ?? Promise.resolve(undefined));
  if (bytes !== undefined) into.push(bytes);
}

describeEngine('lifecycle', () => {
  for (const backend of backends) {
    test(`${creations} mixers are made and disposed of in one context, ${backend}`, async (t) => {
      const figures = await cycles(creations, (page) => page.createAndDispose(piece, backend));
      record(t, `create and dispose, ${backend}`, figures);
      assert.equal(figures.succeeded, creations);
      assert.ok((figures.grownBytes ?? 0) < growthLimitBytes, `${figures.grownBytes} bytes a cycle`);
    });

    test(`a mixer moves ${moves} times between two contexts, ${backend}`, async (t) => {
      const figures = await cycles(moves, (page) => page.moveToAndFro(piece, backend));
      record(t, `moves, ${backend}`, figures);
      assert.equal(figures.succeeded, moves);
      assert.ok((figures.grownBytes ?? 0) < moveLimitBytes, `${figures.grownBytes} bytes a move`);
    });

    test(`${contexts} contexts are opened and closed, each with a mixer, ${backend}`, async (t) => {
      const figures = await cycles(contexts, (page) => page.contexts(piece, backend, disposeOf));
      record(t, `contexts, ${backend}`, figures);
      assert.equal(figures.succeeded, contexts);
      assert.ok((figures.grownBytes ?? 0) < growthLimitBytes, `${figures.grownBytes} bytes a cycle`);
    });
  }

  // The others have room for more than a page would make.
  if (engine === 'chromium') {
    test('where no more shared memory is to be had, that of mixers that are gone is there again at once', async (t) => {
      await leave();
      const most = 200;
      const [first, second] = await inPage((page) => page.fillTwice(most));
      record(t, 'shared memories', { first, second });
      assert.ok(first! > 20 && first! < most, `${first}: nothing ran out`);
      assert.ok(second! >= first! - 5, `${second} after ${first}`);
    });
  }
});
