import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Variant } from './cases.ts';
import { liveSection, liveTargets } from './report.ts';
import type { LiveResults } from './results.ts';
import type { AppCost } from './sections/app.ts';

const cost = (renderer: number, undrawn: number, audio: number): AppCost => {
  const times = { main: 10, audio, output: 10, workers: 10, rest: 10 };
  return {
    drawn: { renderer, rounds: [renderer], ...times },
    undrawn: { renderer: undrawn, rounds: [undrawn], ...times },
    framesPerSecond: 60,
    messages: { toWorklet: 0, toPage: 0 },
    garbage: { page: 0, audioThread: 0 },
    underruns: 0,
  };
};

const variants: Record<Variant, AppCost> = {
  floor: cost(100, 20, 0),
  baseline: cost(220, 150, 90),
  'ours-shared': cost(110, 50, 30),
  'ours-message': cost(160, 60, 45),
};
const results: LiveResults = { app: { seconds: 20, rounds: 3, variants } };

test('nothing is said of what was not measured', () => {
  assert.deepEqual(
    liveSection({}).filter((line) => line.startsWith('|')),
    [],
  );
  assert.deepEqual(liveTargets({}), []);
});

test('the whole app is judged by all of its process, and told without what both sides draw', () => {
  const [target, ...others] = liveTargets(results);
  assert.deepEqual(others, []);
  assert.deepEqual(target!.values, ['2.00 ×', '1.38 ×', '', '']);
  assert.equal(target!.reached, 'missed');
  const lines = liveSection(results).join('\n');
  assert.match(lines, /\| baseline ÷ ours, shared \| 2\.00 × \| 12\.00 × \| 3\.00 × \| 3\.00 × \|/);
});
