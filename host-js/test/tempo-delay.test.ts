import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type NoteDivision, tempoDelay } from '../src/handles/tempo-delay.js';

describe('a delay in the tempo', () => {
  test('is as long as the note, dotted or in triplets', () => {
    const close = (division: NoteDivision, seconds: number, bpm = 120) =>
      assert.ok(Math.abs(tempoDelay(bpm, division) - seconds) < 1e-12, division);
    assert.equal(tempoDelay(120, '1/8'), 0.25);
    close('1/4', 0.5);
    close('1/8.', 0.375);
    close('1/8t', 1 / 6);
    close('1/1', 2);
    close('1/2', 1);
    close('1/16', 0.125);
    close('1/32', 0.0625);
    close('1/64', 0.03125);
    close('1/64t', 0.03125 / 1.5);
    close('1/4', 0.7, 60 / 0.7);
  });

  test('of nonsense is refused, with what to say instead', () => {
    for (const bpm of [0, -120, Number.NaN, Number.POSITIVE_INFINITY, '120']) {
      assert.throws(() => tempoDelay(bpm as number, '1/4'), { name: 'RangeError', message: /tempo above 0/ });
    }
    for (const division of ['1/3', '1/128', '3/4', '1/8..', '1/8.t', 'eighth', '', 8, null, undefined, '1/8 ']) {
      const wrong = () => tempoDelay(120, division as NoteDivision);
      assert.throws(wrong, { name: 'RangeError', message: /'1\/1' to '1\/64'/ });
    }
  });
});
