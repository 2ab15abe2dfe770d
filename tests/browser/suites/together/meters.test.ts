import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, pageWith, soundBackends } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/meters.ts')>('meters');

const about = (actual: number, expected: number, tolerance: number, what: string) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, not ${expected}`);

describeEngine('meters', () => {
  for (const backend of soundBackends) {
    test(`a peak is held for a second, then falls 20 dB a second, ${backend}`, async () => {
      await inPage(async (page) => {
        for (const [seconds, expected] of [
          [0.1, 0.8],
          [0.95, 0.8],
          [1.5, 0.8 * 10 ** (-10 / 20)],
          [2, 0.8 * 10 ** (-20 / 20)],
        ] as const) {
          const meters = await page.measure(backend, 'impulse', seconds);
          for (const [name, { left, right, peak }] of Object.entries(meters)) {
            // The master hears the strip and, through a bus, the strip again.
            const times = name === 'master' ? 2 : 1;
            about(left.peak / times, expected, expected * 0.02, `${name} after ${seconds} s`);
            about(right.peak, left.peak / 2, 1e-6, 'right');
            assert.equal(peak, left.peak);
          }
        }
      });
    });

    test(`RMS covers 63 % of a step of power in 300 ms and settles on it, ${backend}`, async () => {
      await inPage(async (page) => {
        for (const seconds of [0.15, 0.3, 0.6, 3]) {
          const { strip } = await page.measure(backend, 'constant', seconds);
          const expected = 0.5 * Math.sqrt(1 - Math.exp(-seconds / 0.3));
          about(strip.left.rms, expected, expected * 0.02, `left after ${seconds} s`);
          about(strip.right.rms, expected / 2, expected * 0.01, `right after ${seconds} s`);
          assert.equal(strip.rms, strip.left.rms);
        }
      });
    });

    test(`clip stays until it is cleared, ${backend}`, async () => {
      await inPage(async (page) => {
        const latched = await page.measure(backend, 'loud impulse', 1);
        assert.deepEqual([latched.strip.left.clip, latched.strip.right.clip, latched.master.clip], [true, false, true]);
        const cleared = await page.measure(backend, 'loud impulse', 1, 0.5);
        assert.deepEqual([cleared.strip.clip, cleared.master.clip], [false, false]);
        const never = await page.measure(backend, 'impulse', 0.1);
        assert.deepEqual([never.strip.clip, never.bus.clip], [false, false]);
      });
    });

    test(`peakSinceRead misses nothing and starts anew when read, ${backend}`, async () => {
      const { strip, bus } = await inPage((page) => page.measure(backend, 'impulse', 2));
      assert.deepEqual([strip.peakSinceRead, strip.peakSinceReadAgain], [Math.fround(0.8), 0]);
      assert.deepEqual([bus.peakSinceRead, bus.peakSinceReadAgain], [Math.fround(0.8), 0]);
    });
  }
});
