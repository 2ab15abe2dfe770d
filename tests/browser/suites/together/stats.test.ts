import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backends, describeEngine, engine, pageWith, soak } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';

const inPage = pageWith<typeof import('../../page/stats.ts')>('stats', soak ? 120_000 : undefined);

describeEngine('stats', () => {
  for (const backend of backends) {
    test(`the load is told a second after it was first asked for, and nothing is sent before, ${backend}`, async (t) => {
      const { first, load, messages, report, underruns } = await inPage((page) => page.watchLoad(backend));
      record(t, `load, ${backend}`, { load: load!, error: report.loadError! });
      assert.equal(first, null);
      assert.ok(load! >= 0, `${load}`);
      assert.equal(messages.before, 0);
      if (backend === 'shared') assert.equal(messages.during, 0);
      else assert.ok(messages.during > 0, 'the count sees no message at all');
      assert.equal(report.backend.kind, backend);
      assert.ok(report.load !== null && report.loadError! > 0, report.text);
      assert.equal(report.contextState, 'running');
      assert.ok(report.quanta > 100 && report.frames >= report.quanta * 128, report.text);
      assert.equal(report.stripsAwake, 2);
      assert.equal(underruns, engine === 'chromium');
      assert.equal(report.underruns !== null, underruns);
      assert.match(report.text, /Load +\d+\.\d %/);
    });

    test(`an offline render counts what it rendered, and has no load, ${backend}`, async () => {
      const { load, quanta, stripsAwake, report } = await inPage((page) => page.offline(backend));
      assert.deepEqual([load, quanta, stripsAwake], [null, 100, 3]);
      assert.deepEqual([report.load, report.frames, report.quanta, report.stripsAwake], [null, 12_800, 100, 3]);
      assert.ok(report.adoptions >= (backend === 'shared' ? 1 : 0));
      assert.match(report.text, /Load +not measured/);
    });

    test(`benchmark renders noise through copies of the mixer as it is set, ${backend}`, async (t) => {
      const { plain, muted, unfed, gain } = await inPage((page) => page.benchmarks(backend));
      record(t, `benchmark, ${backend}`, { microseconds: plain.benchmark.quantumMicroseconds, ms: plain.ms });
      for (const { benchmark } of [plain, muted, unfed]) {
        const { quantumMicroseconds, load, pieces, quanta, quantumFrames } = benchmark;
        assert.equal(pieces.length, 5);
        assert.ok(Math.abs(load - (quantumMicroseconds * 48_000) / (quantumFrames * 1e6)) < 1e-9);
        assert.ok(quanta > 8);
      }
      assert.deepEqual([plain.benchmark.strips, unfed.benchmark.strips], [32, 0]);
      assert.ok(
        plain.peaks.length > plain.benchmark.pieces.length && plain.peaks.every((peak) => peak > 0.1),
        `${plain.peaks}`,
      );
      assert.ok(
        [...muted.peaks, ...unfed.peaks].every((peak) => peak === 0),
        `${muted.peaks}, ${unfed.peaks}`,
      );
      assert.equal(gain, 0.5, 'the mixer itself is what it was');
    });
  }

  test('benchmark refuses what is no count of strips, and a mixer that is disposed of', async () => {
    const codes = await inPage((page) => page.refusals());
    assert.deepEqual(codes, ['counts-out-of-range', 'counts-out-of-range', 'disposed', 'disposed']);
  });
});
