import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HEADER, PARAMS } from 'megamixer-worklet/layout';
import { Load } from '../src/stats/load.js';
import { newDesk } from './desk.js';
import { randomFrom } from './random.js';

const SAMPLE_RATE = 48_000;
const QUANTUM = 128;
const QUANTUM_MS = (QUANTUM * 1000) / SAMPLE_RATE;

const contextAt = (sampleRate: number) => ({ sampleRate }) as BaseAudioContext;

/** A load whose worklet the test plays. */
function newLoad() {
  const parts = newDesk();
  const { mirror, readings } = parts;
  const place = { context: contextAt(SAMPLE_RATE) };
  let [busyMs, frames] = [0, 0];
  const tell = () => {
    readings.set(HEADER.busyMs, busyMs | 0);
    readings.set(HEADER.timedFrames, frames | 0);
  };
  return {
    ...parts,
    place,
    load: new Load(parts.desk, place),
    wanted: () => mirror.read(mirror.layout.master + PARAMS.master.wantLoad.offset),
    startAt(milliseconds: number, timedFrames: number) {
      [busyMs, frames] = [milliseconds, timedFrames];
      tell();
    },
    /** Times so many quanta, each of which takes this long from any phase of the clock on. */
    time(quanta: number, milliseconds: number, random: () => number) {
      for (let quantum = 0; quantum < quanta; quantum += 1) {
        busyMs += Math.floor(random() + milliseconds);
        frames += QUANTUM;
      }
      tell();
    },
  };
}

describe('the load', () => {
  test('is wanted from the first read until some seconds after the last', (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    let now = 0;
    t.mock.method(performance, 'now', () => now);
    const { load, wanted, edits } = newLoad();
    const pass = (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        now += 1000;
        t.mock.timers.tick(1000);
      }
    };
    assert.equal(wanted(), 0);
    load.read();
    assert.equal(wanted(), 1);
    pass(4);
    load.read();
    pass(4);
    assert.equal(wanted(), 1);
    pass(3);
    assert.equal(wanted(), 0);
    assert.equal(edits.length, 2);
    load.read();
    assert.equal(wanted(), 1);
  });

  test('is null until a second has been measured, and once the mixer is disposed of', () => {
    const { load, time, mirror } = newLoad();
    const random = randomFrom(1);
    assert.equal(load.read(), null);
    time(374, 1, random);
    assert.equal(load.read(), null);
    time(1, 1, random);
    assert.notEqual(load.read(), null);
    mirror.close();
    assert.equal(load.read(), null);
  });

  test('is right on average, with the error that it says', () => {
    for (const share of [0.01, 0.1, 0.5, 0.9]) {
      let [sum, squares, said] = [0, 0, 0];
      const rounds = 400;
      for (let round = 0; round < rounds; round += 1) {
        const { load, time, mirror } = newLoad();
        load.read();
        time(1500, share * QUANTUM_MS, randomFrom((round + 1) * 7919));
        const { value, error } = load.read()!;
        mirror.close();
        sum += value - share;
        squares += (value - share) ** 2;
        said += error;
      }
      const spread = Math.sqrt(squares / rounds);
      assert.ok(Math.abs(sum / rounds) < (4 * spread) / Math.sqrt(rounds), `${share}: off by ${sum / rounds}`);
      assert.ok(Math.abs(said / rounds / spread - 1) < 0.2, `${share}: says ${said / rounds}, is ${spread}`);
    }
  });

  test('claims no certainty where the clock never stepped', () => {
    const { load, time, mirror } = newLoad();
    load.read();
    time(1500, 0, randomFrom(1));
    const { value, error } = load.read()!;
    mirror.close();
    assert.equal(value, 0);
    assert.ok(error > 0);
  });

  test('is that of the last seconds', () => {
    const { load, time, mirror } = newLoad();
    const random = randomFrom(1);
    load.read();
    for (let second = 0; second < 20; second += 1) {
      time(375, second < 10 ? QUANTUM_MS : 0, random);
      load.read();
    }
    assert.equal(load.read()!.value, 0);
    mirror.close();
  });

  test('goes on where the counts wrap, and begins anew with a new engine', () => {
    const { load, time, startAt, mirror } = newLoad();
    startAt(2 ** 32 - 100, 2 ** 32 - 1000);
    load.read();
    time(750, 1, randomFrom(1));
    assert.ok(Math.abs(load.read()!.value - 1 / QUANTUM_MS) < 1e-9);
    startAt(0, 0);
    assert.equal(load.read(), null);
    time(375, 2, randomFrom(1));
    assert.ok(Math.abs(load.read()!.value - 2 / QUANTUM_MS) < 1e-9);
    mirror.close();
  });

  test('begins anew in another context, by its sample rate', () => {
    const { load, time, startAt, mirror, place } = newLoad();
    load.read();
    time(375, 1, randomFrom(1));
    assert.notEqual(load.read(), null);
    place.context = contextAt(SAMPLE_RATE * 2);
    // Further than the other one had come.
    startAt(1000, SAMPLE_RATE * 2);
    assert.equal(load.read(), null);
    time(375, 1, randomFrom(1));
    assert.equal(load.read(), null);
    time(375, 1, randomFrom(1));
    assert.ok(Math.abs(load.read()!.value - 2 / QUANTUM_MS) < 1e-9);
    mirror.close();
  });
});
