import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, pageWith, transports } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/exactness.ts')>('exactness');

describeEngine('exactness', () => {
  for (const transport of transports) {
    test(`a strip at unity changes no sample, ${transport}`, async () => {
      assert.deepEqual(await inPage((page) => page.unity(transport)), [0, 0, 0, 0, 0]);
    });

    for (const how of ['strip muted', 'fader at the floor', 'another strip soloed', 'master muted'] as const) {
      test(`${how}: exactly silent, ${transport}`, async () => {
        assert.equal(await inPage((page) => page.silence(transport, how)), 0);
      });
    }
  }
});
