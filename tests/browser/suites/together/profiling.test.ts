import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backends, describeEngine, pageWith } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/profiling.ts')>('profiling');

describeEngine('profiling', () => {
  for (const backend of backends) {
    test(`the profiling artefact sounds as the release bit for bit, and shows what it does, ${backend}`, async () => {
      const result = await inPage((page) => page.compareArtefacts(backend));
      assert.ok(result.peak > 0, 'nothing is heard');
      assert.equal(result.differing, 0);
      // In JavaScript it comes with the worklet.
      const engine = backend === 'js' ? [] : ['Load engine'];
      assert.deepEqual(result.shown.filter((what) => !what.includes('dit')).sort(), [
        'Create mixer',
        ...engine,
        'Load worklet',
        'Start engine',
      ]);
      assert.ok(
        result.shown.some((what) => /^Edit \d+ sections, \d+ words$/.test(what)),
        'the edits of the scene are not shown',
      );
      assert.deepEqual(result.shownUnprofiled, []);
      assert.ok(
        result.fetched.every((file) => file === 'assets/megamixer-profiling.wasm'),
        `${result.fetched}`,
      );
    });
  }

  test('where the artefact is not served, the error names it', async () => {
    const refusal = await inPage((page) => page.refusal('/nowhere/'));
    assert.match(refusal, /^wasm-not-fetched: .*\/nowhere\/megamixer-profiling\.wasm/);
  });
});
