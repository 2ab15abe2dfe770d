import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, pageWith, soundBackends } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/output-meters.ts')>('output-meters');

const about = (actual: number | null, expected: number, tolerance: number, what: string) =>
  assert.ok(actual !== null && Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, not ${expected}`);

describeEngine('output meters', () => {
  for (const backend of soundBackends) {
    test(`loudness, true peak and correlation are told while they are wanted, ${backend}`, async () => {
      await inPage(async (page) => {
        const found = await page.measure(backend, true);
        // BS.1770: a sine of 997 Hz at full scale in one channel is -3.01 LUFS; in both, at -6.02 dB, 3.01 more less 6.02.
        const lufs = -3.01 + 3.01 - 6.02;
        about(found.momentary, lufs, 0.1, 'momentary');
        about(found.shortTerm, lufs, 0.1, 'short-term');
        about(found.integrated, lufs, 0.1, 'integrated');
        about(found.truePeakMax, -6.02, 0.2, 'true peak');
        about(found.correlation, 1, 0.01, 'correlation of the same on both sides');
        const turned = await page.measure(backend, true, { phase: Math.PI / 2 });
        about(turned.correlation, 0, 0.01, 'correlation of a quarter turn');
      });
    });

    test(`the scope shows the last frames bit for bit, ${backend}`, async () => {
      const found = await inPage((page) => page.measure(backend, true, { seconds: 1 }));
      assert.ok(found.scopeFrame > 40_000, `it goes up to frame ${found.scopeFrame}`);
      assert.equal(found.scopeDiffers, 0);
    });

    test(`what nobody wants is not measured, ${backend}`, async () => {
      const found = await inPage((page) => page.measure(backend, false, { seconds: 1 }));
      assert.deepEqual([found.scopeFrame, found.truePeakMax], [0, null], 'JSON has no -Infinity');
    });

    test(`loudness is unavailable where its filters do not fit, ${backend}`, async () => {
      const found = await inPage((page) => page.measure(backend, true, { seconds: 1, rate: 3_000, hz: 400 }));
      assert.deepEqual([found.available, found.momentary], [false, null]);
    });
  }
});
