import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backends, describeEngine, pageWith } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/vca.ts')>('vca');

describeEngine('vca', () => {
  test('a fader under four VCAs that all move sounds as a chain of GainNodes, on every backend', async () => {
    const found = await inPage((page) => page.compareFaders([...backends, 'js']));
    for (const { backend, worst, ends, distance } of found) {
      assert.ok(distance > 5, 'the faders move far');
      assert.ok(worst < 2e-5, `${backend}: off by ${worst} of what the nodes are`);
      assert.ok(Math.abs(ends[0]! / ends[1]! - 1) < 1e-6, `${backend}: ${ends}`);
    }
  });
});
