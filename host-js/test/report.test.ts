import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BUILD_HASH, VERSION } from 'megamixer-worklet/build';
import type { Mixer } from '../src/api/mixer.js';
import type { MixerStats } from '../src/api/stats.js';
import { reportOf } from '../src/stats/report.js';

Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'A browser/1.0' }, configurable: true });

const stats = {
  ...{ quanta: 1000, frames: 128_000, stripsAwake: 5, adoptions: 7, deferrals: 1, faults: 2, underruns: null },
} as unknown as MixerStats;
const mixer = {
  context: { state: 'running', sampleRate: 44_100, outputLatency: 0.021 },
  backend: { kind: 'message', reason: 'the page is not isolated' },
  diagnostics: [{ tried: 'shared', code: 'not-isolated', message: 'It takes two headers.' }],
  strips: new Array(32),
  buses: new Array(4),
  memory: { bytes: 12_345_678, maximumBytes: 2 ** 24 },
} as unknown as Mixer;

describe('a report', () => {
  test('is plain data that survives a message', () => {
    const report = reportOf(mixer, stats, { value: 0.031, error: 0.004 });
    assert.deepEqual(structuredClone(report), report);
    assert.deepEqual([report.version, report.build], [VERSION, BUILD_HASH]);
    assert.deepEqual(report.diagnostics, mixer.diagnostics);
    assert.deepEqual([report.load, report.loadError, report.stripsAwake], [0.031, 0.004, 5]);
  });

  test('says in its text whatever else it says', () => {
    const underruns = { events: 17, seconds: 0.123 };
    const { text, ...facts } = reportOf(mixer, { ...stats, underruns }, { value: 0.031, error: 0.004 });
    const said = [
      ...[facts.version, facts.build, facts.userAgent, facts.backend.kind, facts.backend.reason],
      'shared: It takes two headers.',
      ...[facts.contextState, '44100 Hz', '128 frames', '21 ms', '32 strips', '5 awake', '4 buses', '12.3 MB'],
      ...['1000 quanta', '128000 frames', '7 adoptions', '1 deferrals', '2 faults', '3.1 %', '0.4 %', '17, 123 ms'],
    ];
    for (const piece of said) assert.ok(text.includes(piece), `${piece} is missing in\n${text}`);
  });

  test('says so where something is not known', () => {
    const { text } = reportOf(mixer, stats, null);
    assert.match(text, /Load +not measured/);
    assert.match(text, /Underruns +not counted by this browser/);
    const best = { ...mixer, diagnostics: [] } as unknown as Mixer;
    assert.match(reportOf(best, stats, null).text, /Not had +nothing else was tried/);
  });
});
