import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HEADER, layout } from 'megamixer-worklet/layout';
import type { MixerReport } from '../src/api/stats.js';
import { Mirror } from '../src/mirror/mirror.js';
import type { LoadEstimate } from '../src/stats/load.js';
import { Stats } from '../src/stats/stats.js';
import type { Link, Readings } from '../src/transports/link.js';
import { newDesk } from './desk.js';

const WRAP = 2 ** 32;
const context = { sampleRate: 48_000, state: 'running' } as BaseAudioContext;

function newStats(
  link: Link,
  where: BaseAudioContext = context,
  report: (load: LoadEstimate | null) => void = () => {},
) {
  return new Stats(link, { context: where }, (_stats, load) => {
    report(load);
    return {} as MixerReport;
  });
}

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

/** Stats of a block that has come to the given one of the stores at each read; the last one goes on. */
function statsSeeing(stores: readonly number[]): Stats {
  let reads = 0;
  const load = (word: number) => {
    const { low, high } = STORES[stores[Math.min(reads, stores.length - 1)]!]!;
    reads += 1;
    return word === HEADER.framesLow ? low | 0 : high;
  };
  const readings: Readings = { load, take: load, readScope: () => 0 };
  return newStats({ mirror: new Mirror(layout(2, 1)), readings });
}

describe('the stats', () => {
  test('tell frames beyond 32 bits', () => {
    assert.equal(statsSeeing([0]).frames, WRAP - 256);
    assert.equal(statsSeeing([4]).frames, WRAP + 128);
  });

  test('tell a count of frames that was, however the stores of the engine fall between their reads', () => {
    const counts = [WRAP - 256, WRAP - 128, WRAP, WRAP + 128];
    const steps = [...STORES.keys()];
    for (const first of steps) {
      for (const second of steps.slice(first)) {
        for (const third of steps.slice(second)) {
          if (second === HALF_STORED && third === HALF_STORED) continue;
          const { frames } = statsSeeing([first, second, third]);
          assert.ok(counts.includes(frames), `${frames} after the stores ${first}, ${second}, ${third}`);
        }
      }
    }
  });

  test('tell underruns where the browser counts them', () => {
    const { desk } = newDesk();
    assert.equal(newStats(desk).underruns, null);
    const counting = { ...context, playbackStats: { underrunEvents: 3, underrunDuration: 0.25 } };
    assert.deepEqual(newStats(desk, counting as unknown as BaseAudioContext).underruns, { events: 3, seconds: 0.25 });
  });

  test('know no load of what is not playing, and have nobody measure for it', async () => {
    for (const where of [
      { ...context, state: 'suspended' },
      { ...context, length: 48_000 },
    ]) {
      const { desk, edits } = newDesk();
      const loads: unknown[] = [];
      const stats = newStats(desk, where as unknown as BaseAudioContext, (load) => loads.push(load));
      assert.equal(stats.load, null);
      await stats.report();
      assert.deepEqual([loads, edits], [[null], []]);
    }
  });

  test('report the load once it is known', async () => {
    const { desk, readings, mirror } = newDesk();
    const loads: (LoadEstimate | null)[] = [];
    const reported = newStats(desk, context, (load) => loads.push(load)).report();
    readings.set(HEADER.timedFrames, 96_000);
    readings.set(HEADER.busyMs, 500);
    await reported;
    mirror.close();
    assert.equal(loads[0]!.value, 0.25);
  });
});
