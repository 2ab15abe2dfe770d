import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseFacts, Comparison } from '../page/offline.ts';
import { judge } from './judge.ts';

const near = { is: 'near', to: 'other', levelDb: 0, makeupDb: 12, withinDb: 3, compresses: true } as const;

function facts(expect: CaseFacts['expect'], sources: CaseFacts['sources'] = { count: 2 }): CaseFacts {
  return { name: 'case', strips: 2, sources, less: null, effort: 'light', expect };
}

const heard: Comparison = {
  rms: 0.1,
  first: 0,
  reductions: [10, 20],
  counted: { awake: 2, quanta: 100 },
  other: { rms: 0.1, difference: 1e-6 },
};

test('equal DSP passes with a difference of -100 dB, and neither with -79 dB nor in silence', () => {
  const equal = facts({ is: 'equal', to: 'other' });
  assert.equal(Math.round(judge('chromium', equal, heard, 100).nullDb!), -100);
  const off = (difference: number) => ({ ...heard, other: { rms: 0.1, difference } });
  assert.throws(() => judge('chromium', equal, off(0.1 * 10 ** (-79 / 20)), 100), /differs from other by -79.0 dB/);
  assert.throws(() => judge('chromium', equal, off(Number.NaN), 100), /differs/);
  const silence = { ...heard, rms: 0, other: { rms: 0, difference: 0 } };
  assert.throws(() => judge('chromium', equal, silence, 100), /nothing is heard/);
});

test('other DSP has to have its level, with the make-up gain that Firefox has not', () => {
  assert.throws(() => judge('chromium', facts(near), heard, 100), /is 0.0 dB above other, not 12.0 ± 3 dB/);
  assert.equal(judge('firefox', facts(near), heard, 100).levelDb, 0);
  assert.throws(() => judge('firefox', facts(near), { ...heard, rms: 0 }, 100), /-Infinity dB above/);
});

test('compressors that can be asked have to work, all of them', () => {
  const asked = (reductions: number[]) => () => judge('firefox', facts(near), { ...heard, reductions }, 100);
  assert.throws(asked([10, 0]), /take away from 0 to 10 dB/);
  assert.throws(asked([10]), /1 compressors tell what they do, not 2/);
  assert.equal(asked([10, 20])().reductionDb, 20);
});

test('sources are as loud as many of them as play', () => {
  const noise = { is: 'noise' } as const;
  const rms = (0.5 / Math.sqrt(3)) * Math.SQRT2;
  judge('chromium', facts(noise), { ...heard, rms }, 100);
  assert.throws(() => judge('chromium', facts(noise, { count: 2, playing: 1 }), { ...heard, rms }, 100), /an RMS of/);
  assert.throws(() => judge('chromium', facts(noise, { count: 2, silent: true }), { ...heard, rms }, 100), /an RMS of/);
});

test('a worklet that does nothing has to have its inputs', () => {
  assert.throws(() => judge('chromium', facts({ is: 'inputs' }), heard, 100), /0 of its inputs are there, not 2/);
  assert.equal(judge('chromium', facts({ is: 'inputs' }), { ...heard, first: 2 }, 100).inputs, 2);
});

test('our engine has to have rendered everything, with the strips awake that play', () => {
  const awake = (strips: number) => facts({ is: 'awake', strips });
  assert.equal(judge('chromium', awake(2), heard, 100).stripsAwake, 2);
  assert.throws(() => judge('chromium', awake(2), heard, 101), /rendered 100 of 101 quanta/);
  assert.throws(() => judge('chromium', awake(0), heard, 100), /2 strips are awake, not 0/);
  assert.throws(() => judge('chromium', awake(2), { ...heard, rms: 0 }, 100), /an RMS of 0/);
});
