import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTwice, pageWith } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/bounce-rates.ts')>('bounce-rates', 60_000);

/** From and to, in Hz. */
const RATES = [
  [44_100, 48_000],
  [48_000, 44_100],
  [96_000, 48_000],
] as const;

describeTwice('bounce of sounds at other sample rates', () => {
  test('a sine keeps its pitch, its level and its phase', async () => {
    for (const rates of RATES) {
      for (const hz of [997, 0.47 * Math.min(...rates)]) {
        const error = await inPage((page) => page.sineError(rates, hz));
        assert.ok(error < 2e-6, `${hz} Hz from ${rates.join(' to ')}: ${error}`);
      }
    }
  });

  test('what cannot be at the lower rate is filtered away, and comes back at no other frequency', async () => {
    for (const [rates, hz] of [
      [[48_000, 44_100], 23_000],
      [[96_000, 48_000], 25_000],
    ] as const) {
      const left = await inPage((page) => page.leftOf(rates, hz));
      assert.ok(left < 5e-6, `${hz} Hz from ${rates.join(' to ')}: ${left}`);
    }
  });

  test('an impulse stays in its place to the frame, on both sides', async () => {
    for (const rates of RATES) {
      for (const offset of [0, 0.5]) {
        const { places, unlike } = await inPage((page) => page.impulse(rates, offset));
        const place = rates[1] * (1 - offset);
        assert.deepEqual(places, [place, place], rates.join(' to '));
        assert.ok(unlike < 1e-6, `${unlike}`);
      }
    }
  });

  test('a sound is as long as it was, and the same by any number of threads from wherever it is read', async () => {
    for (const rates of RATES) {
      const { wanted, end, whole, later } = await inPage((page) => page.length(rates));
      assert.equal(end, wanted, rates.join(' to '));
      assert.equal(later, whole, rates.join(' to '));
    }
  });

  test('a session is mixed at the rate that is asked for, whatever its own is', async () => {
    for (const rates of [RATES[0], RATES[1]]) {
      const { error, ...found } = await inPage((page) => page.byOption(rates, 997));
      assert.deepEqual(found, { sampleRate: rates[1], reported: rates[1], frames: 3 * rates[1] });
      assert.ok(error < 2e-6, `from ${rates.join(' to ')}: ${error}`);
    }
  });
});
