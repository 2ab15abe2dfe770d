import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HEADER, layout } from 'megamixer-worklet/layout';
import { Counters } from '../src/counters.js';
import type { Readings } from '../src/link.js';
import { Mirror } from '../src/mirror.js';

const WRAP = 2 ** 32;
/** What the engine stores while its count passes the end of the low word: that one first, as in `Engine::publish`. */
const STORES = [
  { low: WRAP - 256, high: 0 },
  { low: WRAP - 128, high: 0 },
  { low: 0, high: 0 },
  { low: 0, high: 1 },
  { low: 128, high: 1 },
];
/** Between the two stores the block holds a count that never was, and nothing in it says so. */
const HALF_STORED = 2;

/** Counters of a block that has come to the given one of the stores at each read; the last one goes on. */
function countersSeeing(stores: readonly number[]): Counters {
  let reads = 0;
  const load = (word: number) => {
    const { low, high } = STORES[stores[Math.min(reads, stores.length - 1)]!]!;
    reads += 1;
    return word === HEADER.framesLow ? low | 0 : high;
  };
  const readings: Readings = { load, take: load, readScope: () => 0 };
  return new Counters({ mirror: new Mirror(layout(2, 1)), readings });
}

describe('the counters', () => {
  test('tell frames beyond 32 bits', () => {
    assert.equal(countersSeeing([0]).frames, WRAP - 256);
    assert.equal(countersSeeing([4]).frames, WRAP + 128);
  });

  test('tell a count of frames that was, however the stores of the engine fall between their reads', () => {
    const counts = [WRAP - 256, WRAP - 128, WRAP, WRAP + 128];
    const steps = [...STORES.keys()];
    for (const first of steps) {
      for (const second of steps.slice(first)) {
        for (const third of steps.slice(second)) {
          if (second === HALF_STORED && third === HALF_STORED) continue;
          const { frames } = countersSeeing([first, second, third]);
          assert.ok(counts.includes(frames), `${frames} after the stores ${first}, ${second}, ${third}`);
        }
      }
    }
  });
});
