import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { benchmarkBackends } from '../src/stats/benchmark-backends.js';

describe('benchmarkBackends', () => {
  test('lists every backend, and where there is no Web Audio why each cannot be had', async () => {
    const found = await benchmarkBackends();
    assert.deepEqual(
      found.map((each) => [each.backend, each.available, !each.available && each.code]),
      ['shared', 'message', 'js'].map((backend) => [backend, false, 'unsupported']),
    );
    for (const each of found) assert.match(each.available ? '' : each.message, /make mixers in a page/);
  });

  test('refuses what is no count of strips or rounds', async () => {
    for (const options of [{ strips: 0 }, { strips: 129 }, { strips: 1.5 }, { rounds: 0 }, { rounds: 1.5 }]) {
      await assert.rejects(benchmarkBackends(options), { code: 'counts-out-of-range' }, JSON.stringify(options));
    }
  });

  test('does not begin where its signal has aborted', async () => {
    await assert.rejects(benchmarkBackends({ signal: AbortSignal.abort('enough') }), {
      code: 'aborted',
      cause: 'enough',
    });
  });
});
