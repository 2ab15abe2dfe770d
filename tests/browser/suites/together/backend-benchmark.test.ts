import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COST } from '../../harness/by-backend.mjs';
import { describeOnce, engine, pageWith, soak } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';

const inPage = pageWith<typeof import('../../page/backend-benchmark.ts')>('backend-benchmark', 120_000);
type Found = Awaited<ReturnType<typeof import('../../page/backend-benchmark.ts').measure>>['benchmark'];

/**
 * How far two figures of one mixer may be apart, on a machine that does other things meanwhile. A mistake is further: milliseconds
 * for microseconds, frames for quanta, one strip for all.
 */
const factor = 20;
const strips = 32;
const rounds = soak ? 5 : 1;

/** The code of those that cannot be had. */
const codes = (found: Found) => found.map((each) => `${each.backend} ${each.available ? 'available' : each.code}`);

function assertNear(one: number, other: number, what: string): void {
  assert.ok(one < other * factor && other < one * factor, `${one} and ${other}: ${what}`);
}

describeOnce('benchmarkBackends', () => {
  test('what each costs that can be had is near what its mixers say themselves', async (t) => {
    const { benchmark: found, peaks } = await inPage((page) => page.measure({ strips, rounds }));
    assert.deepEqual(codes(found), ['shared available', 'message available', 'js available']);
    const available = found.filter((each) => each.available);
    const said = await inPage((page) => page.saidByMixers(['shared', 'message'], strips));
    for (const [index, each] of available.entries()) {
      const { backend, quantumMicroseconds, quartiles, pieces, load, quantumFrames, sampleRate } = each;
      assert.ok(quantumMicroseconds > 0, `${backend}: ${pieces}`);
      assert.ok(quartiles[0] <= quantumMicroseconds && quantumMicroseconds <= quartiles[1], `${quartiles}`);
      assert.deepEqual([pieces.length, each.strips, quantumFrames, sampleRate], [rounds, strips, 128, 48_000]);
      assert.ok(Math.abs(load - (quantumMicroseconds * 48_000) / 128e6) < 1e-9);
      // How soon JavaScript is well compiled depends on what else the machine does.
      if (backend === 'js') {
        assert.ok(quantumMicroseconds > available[1]!.quantumMicroseconds, 'JavaScript is quicker than WebAssembly');
        continue;
      }
      assertNear(quantumMicroseconds, said[index]!, `${backend}, as its mixer says`);
      assertNear(quantumMicroseconds, await inPage((page) => page.timed(backend, strips)), `${backend}, timed here`);
    }
    assert.ok(peaks.length > 0 && peaks.every((peak) => peak > 0.1), `${peaks}`);
    record(t, COST, Object.fromEntries(available.map((each) => [each.backend, each.quantumMicroseconds])));
  });

  test('mixers are prepared as they are asked to be', async () => {
    const { benchmark, peaks } = await inPage((page) => page.measureMuted({ strips: 2, rounds: 1 }));
    assert.ok(benchmark[1]!.available);
    assert.ok(peaks.length > 0 && peaks.every((peak) => peak === 0), `${peaks}`);
    assert.match(await inPage((page) => page.failing()), /prepare.* failed\. TypeError/);
  });

  test('one that cannot be had is listed with the reason', async () => {
    const plain = await inPage((page) => page.measure({ strips: 1, rounds: 1 }), { isolated: false });
    assert.deepEqual(codes(plain.benchmark), ['shared not-isolated', 'message available', 'js available']);
    const nowhere = await inPage((page) =>
      page.measure({ strips: 1, rounds: 1, assetsUrl: '/dist-without-worklet/assets/' }),
    );
    assert.deepEqual(codes(nowhere.benchmark), [
      ...['shared worklet-blocked', 'message worklet-blocked'],
      // Of which that folder lacks nothing.
      'js available',
    ]);
    // WebKitGTK 2.50 forbids WebAssembly.instantiate alone.
    if (engine === 'webkit') return;
    const withoutWasm = { csp: "script-src 'self' 'unsafe-inline' blob:" };
    const forbidden = await inPage((page) => page.measure({ strips: 1, rounds: 1 }), withoutWasm);
    assert.deepEqual(codes(forbidden.benchmark), ['shared csp-wasm', 'message csp-wasm', 'js available']);
  });

  test('an abort ends it, and nothing goes on behind its back', async () => {
    const { code, later } = await inPage((page) => page.aborted(100));
    assert.deepEqual([code, later], ['aborted', 0]);
  });
});
