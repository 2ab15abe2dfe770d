import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newDesk } from './desk.js';

const LEVELS = Array.from({ length: 241 }, (_, step) => step * 0.5 - 100);

function close(found: number, expected: number, what: string): void {
  assert.ok(Math.abs(found - expected) < 1e-4, `${what}: ${found}, not ${expected}`);
}

function newCompressor(settings: { threshold: number; knee: number; ratio: number; makeup?: number }) {
  const { compressor } = newDesk().desk.strips[0]!;
  for (const [name, value] of Object.entries(settings)) compressor[name as keyof typeof settings].value = value;
  return compressor;
}

describe('the curve of a compressor', () => {
  test('with a hard knee leaves what is below the threshold, and takes away by the ratio above', () => {
    const compressor = newCompressor({ threshold: -20, knee: 0, ratio: 4 });
    for (const level of LEVELS) {
      close(compressor.outputLevel(level), level <= -20 ? level : -20 + (level + 20) / 4, `${level} dB`);
    }
    assert.equal(compressor.outputLevel(-20), -20);
  });

  test('bends within the knee by a slope that goes evenly from 1 to that of the ratio', () => {
    const [threshold, knee, ratio] = [-30, 12, 8];
    const compressor = newCompressor({ threshold, knee, ratio });
    close(compressor.outputLevel(threshold - 6), threshold - 6, 'where the knee begins');
    close(compressor.outputLevel(threshold + 6), threshold + 6 / 8, 'where it ends');
    close(compressor.outputLevel(threshold), threshold - ((1 - 1 / 8) * 12) / 8, 'in its middle');
    // The slope, added up in small steps from where the knee begins.
    let level = threshold - 6;
    let expected = level;
    const step = 1 / 1024;
    while (level < threshold + 6) {
      const slope = 1 + (1 / ratio - 1) * ((level + step / 2 - (threshold - 6)) / knee);
      expected += slope * step;
      level += step;
      if (Number.isInteger(level)) close(compressor.outputLevel(level), expected, `${level} dB`);
    }
  });

  test('adds the makeup at every level, and nothing to silence', () => {
    const plain = newCompressor({ threshold: -20, knee: 6, ratio: 4 });
    const louder = newCompressor({ threshold: -20, knee: 6, ratio: 4, makeup: 9 });
    for (const level of LEVELS) close(louder.outputLevel(level), plain.outputLevel(level) + 9, `${level} dB`);
    assert.equal(louder.outputLevel(Number.NEGATIVE_INFINITY), Number.NEGATIVE_INFINITY);
  });

  test('is straight at a ratio of 1', () => {
    for (const knee of [0, 20]) {
      const compressor = newCompressor({ threshold: -20, knee, ratio: 1 });
      for (const level of LEVELS) close(compressor.outputLevel(level), level, `${level} dB`);
    }
  });

  test('refuses what is no level', () => {
    const compressor = newCompressor({ threshold: -20, knee: 6, ratio: 4 });
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, '0', undefined]) {
      assert.throws(() => compressor.outputLevel(wrong as number), { name: 'TypeError', message: /decibels/ });
    }
  });
});

describe('the curve of a gate', () => {
  const newGate = (threshold: number, range: number, ratio: number) => {
    const { gate } = newDesk().desk.strips[0]!;
    gate.threshold.value = threshold;
    gate.range.value = range;
    gate.ratio.value = ratio;
    return gate;
  };

  test('leaves what is above the threshold, and takes away below by the ratio, up to the range', () => {
    const gate = newGate(-40, 30, 3);
    for (const level of LEVELS) {
      const expected = level >= -40 ? level : level > -55 ? -40 + 3 * (level + 40) : level - 30;
      close(gate.outputLevel(level), expected, `${level} dB`);
    }
  });

  test('takes nothing away without a range, or at a ratio of 1', () => {
    for (const gate of [newGate(-40, 0, 10), newGate(-40, 60, 1)]) {
      for (const level of [...LEVELS, Number.NEGATIVE_INFINITY]) assert.equal(gate.outputLevel(level), level);
    }
  });

  test('leaves silence silent, and refuses what is no level', () => {
    assert.equal(newGate(-40, 30, 3).outputLevel(Number.NEGATIVE_INFINITY), Number.NEGATIVE_INFINITY);
    assert.throws(() => newGate(-40, 30, 3).outputLevel(Number.NaN), TypeError);
  });
});
