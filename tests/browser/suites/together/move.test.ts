import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backends, describeEngine, engine, pageWith } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/move.ts')>('move');
const inVain = pageWith<typeof import('../../page/move-in-vain.ts')>('move-in-vain');

describeEngine('moving to another context', () => {
  for (const backend of backends) {
    const homes = [
      'an AudioContext that plays',
      'an OfflineAudioContext that has rendered',
      'an AudioContext that is closed',
    ] as const;
    for (const from of homes) {
      // See `close` in page/realtime.ts.
      if (engine === 'webkit' && from === 'an AudioContext that is closed') continue;
      test(`from ${from}, a mixer sounds as one that was made there, to the bit, ${backend}`, async () => {
        for (const seed of [3, 8]) {
          const figures = await inPage((page) => page.moveAndCompare(backend, from, seed));
          assert.ok(figures.peak > 0, 'nothing is heard');
          assert.equal(figures.differing, 0, `${figures.differing} samples differ`);
          assert.deepEqual(figures.changes, [true, true, true, true]);
          const { told, sameHandles, sameValues, sameLatency, sameMemory, sameCurve } = figures;
          assert.deepEqual(
            { told, sameHandles, sameValues, sameLatency, sameMemory, sameCurve },
            { told: 1, sameHandles: true, sameValues: true, sameLatency: true, sameMemory: true, sameCurve: true },
          );
        }
      });
    }

    test(`a mixer that plays goes on in another context, with sources made anew, ${backend}`, async () => {
      const figures = await inPage((page) => page.movePlaying(backend));
      assert.deepEqual(
        [figures.before, figures.after, figures.written],
        [
          [0.5, 0],
          [0.5, 0],
          [0, 0.5],
        ],
      );
      assert.deepEqual(figures.left, [0, 0], 'the old node is silent');
      assert.deepEqual([figures.silences, figures.restarts, figures.faults], [0, 0, 0]);
      assert.deepEqual(figures.sampleRates, [44_100, 48_000]);
      assert.equal(figures.meter, 0.5);
    });

    test(`what is written when the next engine has been told what holds is heard there all the same, ${backend}`, async () => {
      const { heard, expected } = await inPage((page) => page.writeWhileMoving(backend));
      assert.deepEqual(heard, expected);
    });

    test(`where it cannot move it plays on as if it had not been asked, ${backend}`, async () => {
      const ways = [
        'a closed context',
        'a context of another library',
        'an aborted signal',
        'a signal that aborts meanwhile',
      ] as const;
      const codes = ['closed-context', 'wrapped-context', 'aborted', 'aborted'];
      const figures = await inVain((page) =>
        page.moveInVain(backend, backend === 'shared' ? [...ways, 'a page without memory'] : ways),
      );
      assert.deepEqual(figures, {
        codes: backend === 'shared' ? [...codes, 'out-of-memory'] : codes,
        ...{ events: 0, silences: 0, last: [0.5, 0.5], stays: true },
      });
    });

    test(`it goes to an OfflineAudioContext to render, to another one, and back, ${backend}`, async () => {
      const { rendered, last } = await inPage((page) => page.renderAndReturn(backend));
      assert.deepEqual(
        [rendered, last],
        [
          [0.5, 0.25],
          [0.25, 0.25],
        ],
      );
    });

    test(`claimed strips go along, and strips that are being released are free there, ${backend}`, async () => {
      const figures = await inPage((page) => page.moveClaims(backend));
      assert.deepEqual(figures, { kept: true, free: [1, 2], levels: [1, 0.5] });
    });
  }
});
