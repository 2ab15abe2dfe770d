import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, pageWith, soundBackends } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/exactness.ts')>('exactness');

describeEngine('exactness', () => {
  for (const backend of soundBackends) {
    test(`a strip at unity changes no sample, ${backend}`, async () => {
      assert.deepEqual(await inPage((page) => page.unity(backend)), [0, 0, 0, 0, 0]);
    });

    for (const how of ['strip muted', 'fader at the floor', 'another strip soloed', 'master muted'] as const) {
      test(`${how}: exactly silent, ${backend}`, async () => {
        assert.equal(await inPage((page) => page.silence(backend, how)), 0);
      });
    }
  }
});
