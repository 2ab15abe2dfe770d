import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measure } from '../../../bench/offline/measure.ts';
import { launch } from '../../drivers/launch.ts';
import { describeEngine, engine, servers, soak } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';

/** The benchmark itself runs in every engine; that it still can is found out in one, by some of its cases and in soak by all. */
const some = ['mix/', 'eq/', 'idle/'];

if (engine === 'chromium') {
  describeEngine('bench', () => {
    test('cases of the benchmark are built, sound as they have to, and are timed', async (t) => {
      // A browser of its own: a hundred consoles are no neighbours for suites that listen to one.
      const driver = await launch(engine);
      const plan = { only: soak ? [] : some, rounds: 1, quanta: 40, listenedQuanta: 150 };
      const { results, failures } = await measure(driver, servers.isolated.url('/empty'), plan, () => {}).finally(() =>
        driver.close(),
      );
      assert.deepEqual(failures, []);
      assert.ok(results.length >= (soak ? 40 : 12), `${results.length} cases`);
      for (const { case: name, total_us } of results) assert.ok(Number.isFinite(total_us), name);
      const nulls = results.flatMap(({ checked }) => (typeof checked.nullDb === 'number' ? [checked.nullDb] : []));
      assert.ok(nulls.length >= (soak ? 8 : 4), `${nulls.length} null tests`);
      record(t, 'bench', { cases: results.length, nullTests: nulls.length, worstNullDb: Math.max(...nulls) });
    });
  });
}
