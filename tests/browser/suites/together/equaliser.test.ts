import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, engine, pageWith, soak } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';
import type { BandSetting, EqSetting } from '../../page/equaliser.ts';

const inPage = pageWith<typeof import('../../page/equaliser.ts')>('equaliser', 60_000);

/** BiquadFilterNode's shelves have no Q: theirs is 0.7071. */
const SHELF_Q = Math.SQRT1_2;

const bands: BandSetting[] = [
  { type: 'peaking', frequency: 60, gain: 18, Q: 0.3 },
  { type: 'peaking', frequency: 1000, gain: -18, Q: 10 },
  { type: 'peaking', frequency: 15_000, gain: 12, Q: 2 },
  { type: 'lowshelf', frequency: 150, gain: 12, Q: SHELF_Q },
  { type: 'lowshelf', frequency: 4000, gain: -18, Q: SHELF_Q },
  { type: 'highshelf', frequency: 300, gain: 18, Q: SHELF_Q },
  { type: 'highshelf', frequency: 9000, gain: -9, Q: SHELF_Q },
  { type: 'notch', frequency: 700, gain: 0, Q: 1 },
  { type: 'bandpass', frequency: 2000, gain: 0, Q: 4 },
  { type: 'allpass', frequency: 500, gain: 0, Q: 2 },
];

const settings: [name: string, EqSetting][] = [
  ...bands.map((band): [string, EqSetting] => [`${band.type} at ${band.frequency} Hz`, { bands: [band] }]),
  ['a high-pass of 12 dB', { highpass: { frequency: 80, slope: '12' } }],
  ['a high-pass of 24 dB', { highpass: { frequency: 30, slope: '24' } }],
  ['a low-pass of 12 dB', { lowpass: { frequency: 12_000, slope: '12' } }],
  ['a low-pass of 24 dB', { lowpass: { frequency: 3000, slope: '24' } }],
  [
    'everything',
    {
      highpass: { frequency: 40, slope: '24' },
      bands: [bands[3]!, bands[1]!, bands[2]!, bands[6]!],
      lowpass: { frequency: 17_000, slope: '12' },
    },
  ],
];

describeEngine('equaliser', () => {
  // WebKit's own filters take it ten times as long.
  for (const sampleRate of engine === 'webkit' && !soak ? [48_000] : [44_100, 48_000, 96_000]) {
    test(`sounds as the browser's own filters respond, and says so, at ${sampleRate} Hz`, async (t) => {
      const found = await inPage(async (page) => {
        const all = [];
        for (const [, setting] of settings) all.push(await page.deviation(sampleRate, setting));
        return all;
      });
      const worst = (key: 'heard' | 'told') => Math.max(...found.map((each) => each[key]));
      record(t, `equaliser, ${sampleRate} Hz`, { heardDb: worst('heard'), toldDb: worst('told') });
      for (const [index, { heard, told, compared }] of found.entries()) {
        const [name] = settings[index]!;
        assert.ok(compared >= 30, `${name}: only ${compared} frequencies are loud enough`);
        assert.ok(heard <= 0.05, `${name}: heard ${heard} dB off`);
        assert.ok(told <= 0.05, `${name}: told ${told} dB off`);
      }
    });
  }
});
