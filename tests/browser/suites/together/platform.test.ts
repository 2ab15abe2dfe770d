import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, engine, pageWith } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/platform.ts')>('platform');

describeEngine('platform', () => {
  test('a page with COOP and COEP is cross-origin isolated', async () => {
    assert.equal(await inPage((page) => page.isIsolated()), true);
  });

  test('a page without those headers is not', async () => {
    assert.equal(await inPage((page) => page.isIsolated(), { isolated: false }), false);
  });

  test('an offline context renders a worklet', async () => {
    assert.deepEqual(await inPage((page) => page.renderThroughWorklet()), [0.5, 0.5]);
  });

  test('a realtime context plays without a device', async () => {
    const played = await inPage((page) => page.playForASecond());
    assert.ok(played > 0.5 && played < 2, `${engine} played ${played} s in a second`);
  });
});
