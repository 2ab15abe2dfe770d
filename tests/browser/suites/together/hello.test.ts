import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remote } from '../../harness/call.ts';
import { describeEngine, openUrl, servers } from '../../harness/engine.ts';

describeEngine('hello', () => {
  for (const server of ['isolated', 'plain'] as const) {
    test(`the hello page plays, moves its meter and obeys its slider, ${server}`, async () => {
      const page = await openUrl(servers[server].url('/examples/hello/'));
      try {
        const { playing, down } = await remote<typeof import('../../page/examples.ts')>(page, 'examples').hello();
        assert.ok(playing > 0.05, `the meter shows ${playing}`);
        assert.ok(down < playing / 4, `the meter shows ${down} with the level down`);
        assert.deepEqual(await page.errors(), []);
      } finally {
        await page.close();
      }
    });
  }
});
