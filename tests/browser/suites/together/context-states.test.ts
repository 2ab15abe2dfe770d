import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backends, describeEngine, engine, pageWith } from '../../harness/engine.ts';

const inPage = pageWith<typeof import('../../page/context-states.ts')>('context-states', 60_000);

describeEngine('states of a context', () => {
  for (const backend of backends) {
    test(`a mixer stands still with its suspended context, and goes on with what was written meanwhile, ${backend}`, async () => {
      const figures = await inPage((page) => page.suspendAndResume(backend));
      assert.deepEqual(figures, {
        before: [0.5, 0.5],
        // One side has both channels of a stereo source.
        after: [0.5, 0],
        ...{ settled: 'done', rebuilt: 'done', load: null, moved: 0 },
        // Of the rebuild; and nothing of it is heard.
        ...{ restarts: 1, silences: 0, troubles: 1 },
      });
    });

    // No test can interrupt a context: these say that it is, and play on.
    for (const state of ['interrupted', 'a state of the future']) {
      test(`a mixer takes "${state}" for no end and no fault, ${backend}`, async () => {
        const figures = await inPage((page) => page.inState(backend, state));
        assert.deepEqual(figures, {
          ...{ settled: 'done', load: null, contextState: state, moved: ['done', 'done'], there: true, troubles: 0 },
          after: [0.25, 0.25],
        });
      });
    }

    test(`a mixer whose offline context has rendered says that nobody answers, keeps its meters, and moves on, ${backend}`, async () => {
      const { pending, ...figures } = await inPage((page) => page.rendered(backend));
      // It may have had its answer while the context rendered.
      assert.ok(pending === 'done' || pending === 'closed-context', pending);
      assert.deepEqual(figures, {
        fates: Array(4).fill('closed-context'),
        ...{ wanted: 0, since: [true, 0], moved: 'done', heard: 0.25 },
      });
    });

    // WebKitGTK may crash: see `close` in page/realtime.ts.
    if (engine !== 'webkit') {
      test(`a mixer whose context is closed keeps its settings, takes new ones, and says what it cannot do, ${backend}`, async () => {
        assert.deepEqual(await inPage((page) => page.closeUnderneath(backend)), {
          ...{ gain: 0.5, told: 1, saved: { gain: 0.5 }, meter: 0, load: null, report: 'closed' },
          fates: Array(4).fill('closed-context'),
          ...{ troubles: 0, disposed: true },
        });
      });
    }
  }

  for (const pair of [
    ['shared', 'shared'],
    ['message', 'message'],
    ['shared', 'message'],
  ] as const) {
    test(`mixers in two contexts of a page know nothing of each other, ${pair.join(' and ')}`, async () => {
      assert.deepEqual(await inPage((page) => page.twoContexts(pair)), {
        ...{ both: [0.25, 0.75], left: 0.5, silences: 0, troubles: [0, 0] },
      });
    });
  }
});
