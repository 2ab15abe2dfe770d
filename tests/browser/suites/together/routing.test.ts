import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, engine, pageWith, soundBackends } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/routing.ts')>('routing');

describeEngine('routing', () => {
  for (const backend of soundBackends) {
    test(`a strip goes through a group in a group, ${backend}`, async () => {
      const { main } = await inPage((page) => page.levels(backend, 'a group in a group'));
      assert.equal(main, 0.5 * 0.5 * 0.25);
    });

    for (const how of ['ducked by a strip', 'ducked by a bus'] as const) {
      test(`a strip is ${how}, ${backend}`, async () => {
        const { main } = await inPage((page) => page.levels(backend, how));
        // -6.02 dB is 33.98 dB over the threshold; by a ratio of 100, 1 % of that is left.
        const ducked = 0.25 * 10 ** ((-33.98 * 0.99) / 20);
        assert.ok(Math.abs(main - 0.5 - ducked) < ducked * 0.02, `${main - 0.5}, not ${ducked}`);
      });
    }

    test(`PFL and AFL are alone on the second output, ${backend}`, async () => {
      await inPage(async (page) => {
        assert.deepEqual(await page.monitored(backend, 'off'), { main: 0.625, monitor: 0.3125 });
        assert.deepEqual(await page.monitored(backend, 'pfl'), { main: 0.625, monitor: 0.125 });
        assert.deepEqual(await page.monitored(backend, 'afl'), { main: 0.625, monitor: 0.0625 });
      });
    });

    test(`the limiter's latency is what is told, ${backend}`, async () => {
      const { measured, told, offTold } = await inPage((page) => page.latency(backend));
      assert.deepEqual([measured, offTold], [told, 0]);
      assert.ok(told > 0);
    });
  }

  test('a circle is refused by the names of its members, and nothing of the edit happens', async () => {
    const { code, message, output, gain } = await inPage((page) => page.circle());
    assert.equal(code, 'cycle', message);
    assert.match(message, /bus 0.*bus 1/);
    assert.deepEqual([output, gain], ['master', 1]);
  });

  test('memory is told, and too much of it refused', async () => {
    const { usual, delayed, refusal } = await inPage((page) => page.memory());
    assert.ok(usual > 2 ** 20 && usual < 8 * 2 ** 20, `${usual}`);
    // 32 strips, 100 ms at 48 kHz, two channels of four bytes.
    assert.ok(Math.abs(delayed - usual - 32 * 4800 * 8) <= 2 * 65_536, `${delayed - usual}`);
    // WebKit has no rate above 384 kHz, at which even the largest mixer fits.
    if (engine === 'webkit') assert.equal(refusal, null);
    else assert.match(refusal!, /^memory-limit: .*256/);
  });
});
