import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backendsOf, costOf, table } from '../../tests/browser/harness/by-backend.mjs';
import tally from '../../tests/browser/harness/tally.mjs';

test('a test is about the backends that its title ends in', () => {
  assert.deepEqual(backendsOf('a strip at unity changes no sample, shared'), ['shared']);
  assert.deepEqual(backendsOf('two mixers sound as each does alone, shared and message'), ['shared', 'message']);
  assert.deepEqual(backendsOf('two mixers sound as each does alone, js and js'), ['js']);
  for (const title of ['shared memory is cleared', 'nothing is shared', 'it sounds so, shared or not']) {
    assert.deepEqual(backendsOf(title), [], title);
  }
});

test('what a test says of costs is read, and nothing else', () => {
  assert.deepEqual(costOf('cost of backends: {"shared":12.5}'), { shared: 12.5 });
  assert.equal(costOf('load, shared: {"load":1}'), undefined);
});

test('tests count in all and for their backends, and suites only where they fail by themselves', async () => {
  async function* events() {
    const details = { type: 'test' };
    const suite = (failureType) => ({ type: 'suite', error: { failureType } });
    yield { type: 'test:pass', data: { name: 'it sounds, shared', details } };
    yield { type: 'test:pass', data: { name: 'it sounds, js', details, skip: true } };
    yield { type: 'test:fail', data: { name: 'both sound, shared and message', file: 'one.test.ts', details } };
    yield { type: 'test:pass', data: { name: 'nothing else', details } };
    yield { type: 'test:fail', data: { name: 'a suite', file: 'one.test.ts', details: suite('subtestsFailed') } };
    yield { type: 'test:fail', data: { name: 'another suite', file: 'two.test.ts', details: suite('hookFailed') } };
    yield { type: 'test:pass', data: { name: 'a third', details: { type: 'suite' } } };
    yield { type: 'test:diagnostic', data: { message: 'cost of backends: {"shared":3}' } };
  }
  const { value: json } = await tally(events()).next();
  assert.deepEqual(JSON.parse(String(json)), {
    ...{ passed: 2, failed: 2, skipped: 1, suites: ['one.test.ts', 'two.test.ts'] },
    backends: {
      shared: { passed: 1, failed: 1, skipped: 0 },
      js: { passed: 0, failed: 0, skipped: 1 },
      message: { passed: 0, failed: 1, skipped: 0 },
    },
    cost: { shared: 3 },
  });
});

test('the table has a line for each backend of each engine', () => {
  const backends = { shared: { passed: 30, failed: 0, skipped: 1 }, js: { passed: 4, failed: 2, skipped: 0 } };
  assert.equal(
    table({ chromium: { backends, cost: { shared: 40.06, message: 41 } }, firefox: { backends: {} } }),
    [
      'engine    backend  passed  failed  skipped  µs a quantum',
      'chromium  shared       30       0        1          40.1',
      'chromium  js            4       2        0',
      'chromium  message       0       0        0          41.0',
    ].join('\n'),
  );
});
