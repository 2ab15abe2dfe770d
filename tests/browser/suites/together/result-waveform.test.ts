import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remote } from '../../harness/call.ts';
import { Console } from '../../harness/console.ts';
import { describeEngine, engine, soak } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';

if (engine === 'chromium') {
  describeEngine('the waveform of an export', () => {
    test('a mix is read a little at a time, drawn to its end, and told of when it is lost', async (t) => {
      const demo = await Console.start('isolated');
      const mix = remote<typeof import('../../page/result-waveform.ts')>(demo.opened, 'result-waveform', {
        timeoutMs: 400_000,
      });
      const look = remote<typeof import('../../page/console-export.ts')>(demo.opened, 'console-export');
      const { sampleRate } = await demo.look.facts();
      await demo.chord(['Control', 'Shift'], 'e');
      const found = await mix.exportAndRead(soak ? 600 : 20, sampleRate);
      record(t, 'waveform of a mix', found);
      assert.ok(found.largest <= 128 * 1024, `${found.largest} bytes at once`);
      assert.deepEqual([found.mostInFlight, found.beyondTheFile], [1, 0]);
      await look.waveform();

      while ((await look.focused()) !== 'Export again') await demo.keys('Tab');
      await demo.keys('Enter');
      await mix.exportAndLose(2, sampleRate);
      assert.match((await look.textOf('.result-player .over'))!, /can no longer read this file/);
      await demo.close();
    });
  });
}
