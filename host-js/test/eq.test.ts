import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BandType } from '../src/api/eq.js';
import { newDesk } from './desk.js';

const RATE = 48_000;

function newEq(sampleRate = RATE) {
  return newDesk({ sampleRate }).desk.strips[0]!.eq;
}

/** Frequencies of a measurement, rounded as it takes them. */
const at = (...frequencies: number[]) => Float32Array.from(frequencies);
const inDb = (magnitude: number) => 20 * Math.log10(magnitude);

function assertDb(magnitude: number | undefined, db: number, within = 1e-3): void {
  assert.ok(Math.abs(inDb(magnitude!) - db) < within, `${inDb(magnitude!)} dB, not ${db}`);
}

/**
 * The analogue prototypes at the frequency that the bilinear transform takes `frequency` to, relative to the filter's own:
 * what the cookbook's filters are made from, written here without any of its coefficients.
 */
function prototype(type: BandType | 'highpass' | 'lowpass', frequency: number, own: number, q: number, db = 0): number {
  const warped = (hz: number) => Math.tan((Math.PI * hz) / RATE);
  const x = warped(frequency) / warped(own);
  const a = 10 ** (db / 40);
  const of = (real: number, imaginary: number) => Math.hypot(real, imaginary);
  switch (type) {
    case 'peaking':
      return of(1 - x * x, (x * a) / q) / of(1 - x * x, x / (a * q));
    case 'lowshelf':
      return (a * of(a - x * x, (Math.sqrt(a) * x) / q)) / of(1 - a * x * x, (Math.sqrt(a) * x) / q);
    case 'highshelf':
      return (a * of(1 - a * x * x, (Math.sqrt(a) * x) / q)) / of(a - x * x, (Math.sqrt(a) * x) / q);
    case 'notch':
      return Math.abs(1 - x * x) / of(1 - x * x, x / q);
    case 'bandpass':
      return x / q / of(1 - x * x, x / q);
    case 'allpass':
      return 1;
    case 'highpass':
      return (x * x) / of(1 - x * x, x / q);
    case 'lowpass':
      return 1 / of(1 - x * x, x / q);
  }
}

describe('the response of an EQ', () => {
  test('is 1 everywhere as it comes, and of what is off', () => {
    const eq = newEq();
    const frequencies = at(0, 10, 100, 1000, 10_000, 24_000);
    for (const magnitude of eq.response(frequencies)) assert.ok(Math.abs(magnitude - 1) < 1e-6);
    eq.bands[1].gain.value = 12;
    eq.highpass.frequency.value = 1000;
    assertDb(eq.response(at(400))[0], 12);
    eq.bands[1].on.value = false;
    assertDb(eq.response(at(400))[0], 0);
    eq.bands[1].on.value = true;
    eq.highpass.on.value = true;
    eq.on.value = false;
    assert.deepEqual(eq.response(frequencies), new Float32Array(6).fill(1));
    assertDb(eq.bands[1].response(at(400))[0], 12);
    assertDb(eq.highpass.response(at(1000))[0], -3.0103);
  });

  test('is that of the analogue prototype, for every type, frequency, gain and Q', () => {
    const band = newEq().bands[2];
    for (const type of band.type.choices) {
      band.type.value = type;
      for (const own of [30, 997, 15_000]) {
        for (const q of [0.1, Math.SQRT1_2, 4, 30]) {
          for (const db of [-24, -3, 9]) {
            band.frequency.value = own;
            band.Q.value = q;
            band.gain.value = db;
            const frequencies = at(10, 30, 300, 996, 3000, 14_990, 20_000, 23_900);
            for (const [point, magnitude] of band.response(frequencies).entries()) {
              const expected = prototype(type, frequencies[point]!, own, band.Q.value, db);
              const error = Math.abs(magnitude - expected) / Math.max(expected, 1e-3);
              assert.ok(
                error < 1e-5,
                `${type} ${own} Hz Q ${q} ${db} dB at ${frequencies[point]} Hz: ${magnitude}, ${expected}`,
              );
            }
          }
        }
      }
    }
  });

  test('has the gain of a peaking band at its centre, half that of a shelf at its corner and all of it beyond', () => {
    const [low, , peak, high] = newEq().bands;
    for (const gain of [-24, -6, 3, 18]) {
      for (const band of [low, peak, high]) band.gain.value = gain;
      assertDb(peak.response(at(2500))[0], gain);
      for (const shelf of [low, high]) assertDb(shelf.response(at(shelf.frequency.value))[0], gain / 2);
      assertDb(low.response(at(0))[0], gain);
      assertDb(low.response(at(24_000))[0], 0);
      assertDb(high.response(at(24_000))[0], gain);
      assertDb(high.response(at(0))[0], 0);
    }
  });

  test('is nothing at a notch, all at the centre of a band-pass, and 3 dB less where the bandwidth ends', () => {
    const band = newEq().bands[1];
    band.frequency.value = 1000;
    band.Q.value = 5;
    band.type.value = 'notch';
    assert.ok(band.response(at(1000))[0]! < 1e-9);
    band.type.value = 'bandpass';
    assertDb(band.response(at(1000))[0], 0);
    // In the warped frequencies of the bilinear transform the bandwidth is exactly the centre over Q.
    const w = Math.tan((Math.PI * 1000) / RATE);
    const edge = (sign: number) => w * (Math.sqrt(1 + 1 / (4 * 25)) + sign / 10);
    const hz = (warped: number) => (Math.atan(warped) * RATE) / Math.PI;
    for (const magnitude of band.response(at(hz(edge(-1)), hz(edge(1))))) assertDb(magnitude, -3.0103);
  });

  test('of a cut is 3 dB down at its frequency and falls by its slope', () => {
    const { highpass, lowpass } = newEq();
    for (const cut of [highpass, lowpass]) {
      cut.on.value = true;
      cut.frequency.value = 1000;
    }
    for (const [slope, anOctave] of [
      ['12', 20 * Math.log10(4)],
      ['24', 20 * Math.log10(16)],
    ] as const) {
      for (const cut of [highpass, lowpass]) {
        cut.slope.value = slope;
        assertDb(cut.response(at(1000))[0], -3.0103);
      }
      const [low, octaveBelow] = highpass.response(at(40, 20));
      assertDb(octaveBelow! / low!, -anOctave, 0.02);
      assertDb(highpass.response(at(20_000))[0], 0);
      assertDb(lowpass.response(at(20))[0], 0);
    }
  });

  test('of a cut is Butterworth at either slope', () => {
    const { lowpass, highpass } = newEq();
    const warped = (hz: number) => Math.tan((Math.PI * hz) / RATE);
    for (const cut of [lowpass, highpass]) {
      cut.on.value = true;
      for (const [slope, order] of [
        ['12', 2],
        ['24', 4],
      ] as const) {
        cut.slope.value = slope;
        cut.frequency.value = 3000;
        const frequencies = at(100, 1000, 2500, 3500, 8000, 20_000);
        for (const [point, magnitude] of cut.response(frequencies).entries()) {
          const x = warped(frequencies[point]!) / warped(3000);
          const expected = 1 / Math.sqrt(1 + (cut === lowpass ? x : 1 / x) ** (2 * order));
          assert.ok(Math.abs(magnitude / expected - 1) < 1e-5, `${slope} at ${frequencies[point]}`);
        }
      }
    }
  });

  test('is that of all its filters, one after the other', () => {
    const eq = newEq();
    eq.highpass.on.value = true;
    eq.lowpass.on.value = true;
    eq.lowpass.slope.value = '24';
    for (const [index, band] of eq.bands.entries()) band.gain.value = 3 * index - 4;
    const frequencies = at(20, 80, 400, 2500, 8000, 16_000, 20_000);
    const filters = [eq.highpass, ...eq.bands, eq.lowpass].map((filter) => filter.response(frequencies));
    for (const [point, magnitude] of eq.response(frequencies).entries()) {
      const product = filters.reduce((product, filter) => product * filter[point]!, 1);
      assert.ok(Math.abs(magnitude / product - 1) < 1e-6);
    }
  });

  test('knows that a filter takes effect below 0.49 of the sample rate', () => {
    const { lowpass, bands } = newEq(32_000);
    lowpass.on.value = true;
    lowpass.frequency.value = 20_000;
    assertDb(lowpass.response(at(0.49 * 32_000))[0], -3.0103);
    assertDb(lowpass.response(at(1000))[0], 0);
    bands[2].frequency.value = 24_000;
    bands[2].gain.value = 6;
    assertDb(bands[2].response(at(15_680))[0], 6);
  });

  test('is no number where there is no frequency, as BiquadFilterNode says', () => {
    const eq = newEq();
    assert.deepEqual(
      [...eq.response(at(-1, 24_001, Number.NaN, Number.POSITIVE_INFINITY))],
      new Array(4).fill(Number.NaN),
    );
    eq.on.value = false;
    assert.ok(Number.isNaN(eq.response(at(-1))[0]));
  });

  test('goes into the array that is given, and refuses one of another length or kind', () => {
    const eq = newEq();
    const magnitudes = new Float32Array(2);
    assert.equal(eq.response(at(100, 200), magnitudes), magnitudes);
    assert.deepEqual(magnitudes.map(Math.round), at(1, 1));
    magnitudes.fill(7);
    assert.throws(() => eq.response(at(1), magnitudes), { name: 'RangeError', message: /not 2 for 1/ });
    assert.throws(() => eq.response([1] as unknown as Float32Array, magnitudes), TypeError);
    assert.throws(() => eq.response(at(1), [1] as unknown as Float32Array), TypeError);
    assert.throws(() => eq.response(undefined as unknown as Float32Array), TypeError);
    assert.deepEqual([...magnitudes], [7, 7]);
  });

  test('is read from the controls of its own strip, bus or master', () => {
    const { desk } = newDesk();
    desk.buses[0]!.eq.bands[1].gain.value = 6;
    desk.master.eq.bands[1].gain.value = -6;
    assertDb(desk.strips[0]!.eq.response(at(400))[0], 0);
    assertDb(desk.buses[0]!.eq.response(at(400))[0], 6);
    assertDb(desk.master.eq.response(at(400))[0], -6);
    assert.ok(Object.isFrozen(desk.master.eq.bands));
  });
});
