import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result, Run } from '../offline/results.ts';
import { chart } from './chart.ts';
import { Figures } from './figures.ts';
import { headline } from './headline.ts';
import { compose, sections } from './sections.ts';
import { offlineTargets, verdict } from './targets.ts';

function result(name: string, own_us: number): Result {
  return {
    engine: 'chromium',
    case: name,
    strips: 32,
    own_us,
    total_us: own_us + 10,
    spread: [own_us * 0.9, own_us * 1.1],
    checked: { rmsDb: -20 },
  };
}

const results = [
  result('floor/noop', 8),
  result('mix/ours-shared', 16),
  result('mix/ours-message', 24),
  result('eq/native', 300),
  result('eq/ours-shared', 50),
  result('full/native', 400),
  result('full/ours-shared', 100),
  result('idle/noop', 1),
  result('idle/ours', 1.1),
  result('silence/32', 20),
  ...[8, 16, 32, 64, 128].map((count) => result(`scale/${count}`, count === 128 ? 192 : count)),
];

const run: Run = {
  processor: 'A processor',
  cores: 2,
  memoryGb: 4,
  os: 'An operating system',
  browsers: { chromium: 'Chromium 1' },
  rounds: 7,
  quanta: 100,
  complete: true,
  failures: [{ engine: 'chromium', case: 'full/tone', problem: 'it is silent' }],
};

const figures = new Figures(results, 'chromium');
const target = (words: string) => offlineTargets.find(({ figure }) => figure.includes(words))!;

test('ratios are made of own costs, whichever way round, and judged by must and aim', () => {
  const judged = (words: string) => {
    const one = target(words);
    const value = one.value(figures, 'shared');
    return [Number(value.toFixed(3)), verdict(one, value)];
  };
  assert.deepEqual(judged('`full`: native'), [4, 'missed']);
  assert.deepEqual(judged('`eq`: native'), [6, 'must']);
  assert.deepEqual(judged('no-op floor'), [2, 'must']);
  assert.deepEqual(judged('nothing connected'), [0.1, 'aim']);
  assert.deepEqual(judged('digital silence'), [2.5, 'missed']);
  assert.deepEqual(judged('`full`: one JS'), [Number.NaN, 'not measured']);
  assert.equal(target('no-op floor').value(figures, 'message'), 3);
});

test('one more strip is judged by its dearest or cheapest step', () => {
  // 1 µs a strip up to 64 and 2 beyond: (192 - 8) / 120 on the whole.
  const mean = 184 / 120;
  const value = target('one more strip').value(figures, 'shared');
  assert.ok(Math.abs(value - 100 * (1 - 1 / mean)) < 1e-9, `${value}`);
});

test('a figure that was not measured is a dash', () => {
  const row = headline(results).find((line) => line.includes('`full`: one JS worklet ÷ ours'))!;
  assert.match(row, /\| – \| – \| – \| – \| not measured \|$/);
});

test('the page has every part, says what was not measured, and names the command for a part without figures', async () => {
  const parts = await sections(results, run);
  const page = compose([...parts, { title: 'Else', command: 'make else', lines: () => undefined }]);
  for (const { title } of parts) assert.ok(page.includes(`\n## ${title}\n`), title);
  assert.match(page, /A processor, 2 cores, 4 GB, An operating system, with Chromium \(Chromium 1\)/);
  assert.match(page, /- `full\/tone`: it is silent/);
  assert.match(page, /## Else\n\nNot measured in this run: `make else` does/);
  assert.doesNotMatch(page, /NaN|undefined|\n\n\n/);
});

test('every case of the chart has a bar with its figure', () => {
  const svg = chart(results, 'chromium');
  const bars = [...svg.matchAll(/<rect class="(ours|bar)"/g)];
  assert.equal(bars.length, results.filter(({ case: name }) => /^(mix|eq|full|graph45)\//.test(name)).length);
  assert.match(svg, />400<\/text>/);
  assert.doesNotMatch(svg, /NaN|undefined/);
});
