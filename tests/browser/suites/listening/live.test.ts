import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, everyBackend, pageWith, soak } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';

const inPage = pageWith<typeof import('../../page/live.ts')>('live', soak ? 120_000 : undefined);
const seconds = soak ? 10 : 3;

describeEngine('live', () => {
  test(`32 faders dragged at 60 Hz for ${seconds} s send no message at all on the shared transport`, async (t) => {
    const figures = await inPage((page) => page.drag('shared', seconds, 60));
    record(t, 'drag, shared', { ...figures });
    assert.deepEqual([figures.backend, figures.toWorklet, figures.toPage], ['shared', 0, 0]);
    assert.ok(figures.adoptions > figures.moves * 0.5, `${figures.adoptions} adoptions`);
    assert.ok(figures.arrived);
  });

  test('on the message transport they send at most 60 a second, however often they move', async (t) => {
    const figures = await inPage((page) => page.drag('message', 3, 200));
    record(t, 'drag, message', { ...figures });
    assert.equal(figures.backend, 'message');
    assert.ok(figures.toWorklet > 0, 'the count sees no message at all');
    assert.ok(figures.toWorklet <= 60 * figures.seconds + 1, `${figures.toWorklet} in ${figures.seconds} s`);
    assert.ok(figures.arrived);
  });

  test('a write is adopted no later than the second quantum after it', async (t) => {
    const figures = await inPage((page) => page.adoptionLatency(soak ? 5000 : 300));
    record(t, 'adoption latency', { ...figures });
    assert.ok(figures.measured > 200, `only ${figures.measured} measured`);
    assert.equal(figures.late, 0, `${figures.late} were not`);
  });

  for (const backend of everyBackend) {
    test(`the memory does not grow while it plays, ${backend}`, async () => {
      const { bytes, maximum, faults } = await inPage((page) => page.memoryWhilePlaying(backend));
      assert.deepEqual(new Set(bytes).size, 1, `${bytes}`);
      assert.ok(bytes[0]! > 0 && bytes[0]! <= maximum);
      assert.equal(faults, 0);
    });
  }
});
