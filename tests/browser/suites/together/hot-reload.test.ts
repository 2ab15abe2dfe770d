import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backends, describeEngine, pageWith } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/hot-reload.ts')>('hot-reload');

describeEngine('hot reload', () => {
  for (const backend of backends) {
    for (const worklet of ['carried', 'served'] as const) {
      test(`an edit of the worklet is heard in the same page and context, ${worklet}, ${backend}`, async () => {
        // The edit halves the level; then it is taken back.
        assert.deepEqual(await inPage((page) => page.reload(backend, worklet)), [0.5, 0.25, 0.5]);
      });
    }
  }
});
