import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PARAMS, type ParamSpec } from 'megamixer-worklet/layout';
import { positionOf, valueAt } from '../src/handles/taper.js';

const SPECS = Object.values(PARAMS).flatMap((record): ParamSpec[] => Object.values(record));

describe('a taper', () => {
  test('and its inverse undo each other for every parameter there is', () => {
    for (const spec of SPECS) {
      for (let step = 0; step <= 100; step += 1) {
        const back = positionOf(spec, valueAt(spec, step / 100));
        assert.ok(Math.abs(back - step / 100) < 1e-12, `${spec.name} at ${step / 100}: ${back}`);
      }
    }
  });

  test('leads from the lowest value to the highest, ever upwards', () => {
    for (const spec of SPECS) {
      let last = Number.NEGATIVE_INFINITY;
      for (let step = 0; step <= 100; step += 1) {
        const value = valueAt(spec, step / 100);
        assert.ok(value > last, spec.name);
        last = value;
      }
      const bottom = spec.taper === 'fader' ? 0 : spec.min;
      assert.ok(Math.abs(valueAt(spec, 0) - bottom) <= 1e-12 * Math.abs(bottom), spec.name);
      assert.ok(Math.abs(last / spec.max - 1) < 1e-12 || last === spec.max, spec.name);
    }
  });

  test('in octaves gives every octave the same travel', () => {
    const { frequency } = PARAMS.band1;
    const travel = positionOf(frequency, 200) - positionOf(frequency, 100);
    assert.ok(Math.abs(positionOf(frequency, 8000) - positionOf(frequency, 4000) - travel) < 1e-12);
    assert.ok(Math.abs(valueAt(frequency, 0.5) - Math.sqrt(10 * 24_000)) < 1e-9);
  });

  test('of the third power is fine at the short end', () => {
    assert.ok(Math.abs(valueAt(PARAMS.gate.hold, 0.1) - 0.002) < 1e-15);
    assert.ok(Math.abs(positionOf(PARAMS.mixer.glide, 0.001 + 0.999 / 8) - 0.5) < 1e-12);
  });
});
