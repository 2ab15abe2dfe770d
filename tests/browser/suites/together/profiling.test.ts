import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, pageWith, transports } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/profiling.ts')>('profiling');

describeEngine('profiling', () => {
  for (const transport of transports) {
    test(`the profiling artefact sounds as the release bit for bit, and shows what it does, ${transport}`, async () => {
      const result = await inPage((page) => page.compareArtefacts(transport));
      assert.ok(result.peak > 0, 'nothing is heard');
      assert.equal(result.differing, 0);
      assert.deepEqual(result.shown.filter((what) => !what.includes('dit')).sort(), [
        'Create mixer',
        'Load assets/megamixer-profiling.wasm',
        'Load worklet',
        'Start engine',
      ]);
      assert.ok(
        result.shown.some((what) => /^Edit \d+ sections, \d+ words$/.test(what)),
        'the edits of the scene are not shown',
      );
      assert.deepEqual(result.shownUnprofiled, []);
      assert.ok(
        result.fetched.every((file) => /^(assets\/megamixer-profiling|megamixer)\.wasm$/.test(file)),
        `${result.fetched}`,
      );
    });
  }

  test('where the artefact is not served, the error names it', async () => {
    const refusal = await inPage((page) => page.refusal('/nowhere/'));
    assert.match(refusal, /^wasm-not-fetched: .*assets\/megamixer-profiling\.wasm/);
  });
});
