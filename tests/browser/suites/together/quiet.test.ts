import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backends, describeEngine, pageWith } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/quiet.ts')>('quiet', 60_000);

describeEngine('the audio thread', () => {
  for (const backend of backends) {
    test(`logs nothing while every control moves, a strip is poisoned, and every meter is read, ${backend}`, async () => {
      const found = await inPage((page) => page.live(backend, 1.5));
      assert.deepEqual(found.logged, ['log: the test listens']);
      assert.equal(found.moved, found.params, 'controls were not moved');
      assert.deepEqual([found.fault, found.faults], [true, 0]);
      assert.ok(found.params > 32 * 60 && found.peak > 0 && Number.isFinite(found.loudness), JSON.stringify(found));
    });
  }
});
