import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, leave, pageWith, soak } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';
import { residentBytes, workerThreads } from '../../harness/processes.ts';

const inPage = pageWith<typeof import('../../page/bounce.ts')>('bounce', 60_000);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** How many milliseconds after it is called off the workers of a bounce are gone. */
async function ending(): Promise<number> {
  const before = workerThreads();
  await inPage((page) => page.hold(2));
  const during = workerThreads();
  await inPage((page) => page.letGo());
  const start = performance.now();
  while (workerThreads() > before && performance.now() - start < 5_000) await pause(5);
  const took = performance.now() - start;
  assert.ok(during >= before + 3, `${during} threads of workers, and ${before} before`);
  assert.equal(workerThreads(), before);
  return took;
}

describeEngine('bounce, timed', () => {
  test('it says how far it is at least ten times a second', async (t) => {
    const found = await inPage((page) => page.progress(soak ? 600 : 40, { threads: 2 }));
    const { elapsed, count, longest, ascending, last } = found;
    record(t, 'bounce: progress', found);
    assert.ok(count / elapsed >= 10, `${count} times in ${elapsed} s, ${longest} s apart at most`);
    assert.ok(ascending);
    assert.equal(last[0], last[1]);
  });

  test('it ends within a tenth of a second when it is called off, workers and all, and says nothing more', async (t) => {
    let slowest = 0;
    for (const threads of [1, 2]) {
      const { error, milliseconds, callsAfterwards } = await inPage((page) => page.cancelled(threads, { afterMs: 30 }));
      assert.deepEqual([error.kind, error.code, callsAfterwards], ['MixerError', 'aborted', 0]);
      slowest = Math.max(slowest, milliseconds);
      assert.ok(milliseconds < 100, `${milliseconds} ms`);
    }
    // A machine that is busy with others may be late once.
    let ended = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 3 && ended >= 100; tries += 1) ended = Math.min(ended, await ending());
    record(t, 'bounce: called off', { milliseconds: slowest, ended });
    assert.ok(ended < 100, `the workers took ${ended} ms`);
  });

  test('bounces that are called off leave nothing', async (t) => {
    const piece = 10;
    const pieces = soak ? 30 : 4;
    let aborted = 0;
    await leave();
    const sizes = [];
    for (let done = 0; done < pieces; done += 1) {
      aborted += await inPage((page) => page.pile(piece, 2));
      await pause(600);
      await inPage((_, page) => page.heapBytes?.() ?? Promise.resolve(0));
      sizes.push(residentBytes());
    }
    assert.equal(aborted, piece * pieces);
    const grown = sizes.at(-1)! - sizes[1]!;
    record(t, 'bounce: many called off', { grown, sizes });
    assert.ok(grown < 60e6, `${grown / 1e6} MB more than after 20 of them`);
  });
});
