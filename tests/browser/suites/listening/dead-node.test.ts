import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backends, describeEngine, pageWith } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';

const inPage = pageWith<typeof import('../../page/dead-node.ts')>('dead-node');
/** A page's message, a new node and the making of an engine, on a machine that does other things too. */
const fewQuanta = 60;
const times = 3;
/** At the second death in a row 50 ms are waited, at the third 100. */
const waitedQuanta = 38;

describeEngine('a worklet that dies', () => {
  for (const backend of backends) {
    test(`while it plays is replaced, with what came through the strips, as often as it dies, ${backend}`, async (t) => {
      const figures = await inPage((page) => page.killWhilePlaying(backend, times));
      record(t, `dead node, ${backend}`, { silentQuanta: figures.silentQuanta });
      assert.deepEqual(
        figures.faults.map(({ source, nodeChanged }) => [source, nodeChanged]),
        Array(times).fill(['node', true]),
      );
      assert.deepEqual(figures.changes, Array(times).fill({ moved: false }));
      assert.deepEqual([figures.restarts, figures.nodes], [times, times + 1]);
      // Half of 0.5 through the strip, and the page's 0.25, which it has to connect again.
      assert.deepEqual(figures.levels, Array(times).fill({ before: 0.5, after: 0.25, connected: 0.5 }));
      assert.deepEqual([figures.gain, figures.moved], [1, 0.75]);
      // In WebKit the first new node may be there for the very next quantum.
      assert.ok(figures.silentQuanta.length <= times);
      assert.ok(
        figures.silentQuanta.every((quanta) => quanta <= fewQuanta + waitedQuanta),
        `${figures.silentQuanta} quanta`,
      );
    });
  }
});
