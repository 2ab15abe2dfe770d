import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, pageWith } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/two-mixers.ts')>('two-mixers');
const pairs = [
  ['shared', 'shared'],
  ['message', 'message'],
  ['shared', 'message'],
] as const;

describeEngine('two mixers', () => {
  for (const backends of pairs) {
    for (const twoBuilds of [false, true]) {
      const whose = twoBuilds ? 'of two builds of the library' : 'of one context';
      test(`two mixers ${whose} sound as each does alone, ${backends.join(' and ')}`, async () => {
        const { differing, peaks } = await inPage((page) => page.renderTwo(backends, twoBuilds));
        assert.deepEqual(differing, [0, 0]);
        assert.ok(peaks.every((peak) => peak > 0));
      });
    }
  }
});
