import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createHistory } from '../../src/state/history.js';
import { createLink } from '../../src/state/link.js';
import { createTestMixer } from '../../src/testing/create-test-mixer.js';
import { randomFrom } from '../random.js';

const SHAPE = { strips: 4, buses: 1 };

/** Linked faders, at so many decibels. */
function faders(...db: number[]) {
  const mixer = createTestMixer(SHAPE);
  const gains = db.map((at, index) => {
    const { gain } = mixer.strips[index]!;
    gain.db = at;
    return gain;
  });
  const [a, b, c] = gains as [(typeof gains)[0], (typeof gains)[0], (typeof gains)[0]];
  return { mixer, link: createLink(gains), gains, a, b, c, db: () => gains.map((gain) => rounded(gain.db)) };
}

const rounded = (value: number) => (Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 || 0 : value);
const OFF = Number.NEGATIVE_INFINITY;

describe('linked faders', () => {
  test('move by as many decibels as the one that is set, whichever that is and however', () => {
    const { a, b, c, db } = faders(0, -10, -20);
    a.db = 3;
    assert.deepEqual(db(), [3, -7, -17]);
    c.value /= 2;
    assert.deepEqual(db(), [-3.0206, -13.0206, -23.0206]);
    b.position = b.defaultPosition;
    assert.deepEqual(db(), [10, 0, -10]);
    a.reset();
    assert.deepEqual(db(), [0, -10, -20]);
  });

  test('are at their distances again when the group comes back from an end of the range', () => {
    const { a, b, c, db } = faders(0, 10, -60);
    const max = rounded(20 * Math.log10(a.max));
    a.db = 8;
    assert.deepEqual(db(), [8, max, -52]);
    a.db = -1;
    assert.deepEqual(db(), [-1, 9, -61]);
    a.db = -45;
    assert.deepEqual(db(), [-45, -35, OFF]);
    b.db = 10;
    assert.deepEqual(db(), [0, 10, -60]);
    a.db = 8;
    b.db = 10;
    assert.deepEqual(
      db(),
      [rounded(18 - max), 10, rounded(-42 - max)],
      'who takes one from the end goes on from there',
    );
    a.db = 0;
    c.db = -61;
    assert.deepEqual(db(), [-1, rounded(max - 9), -61]);
  });

  test('go off with one that is taken to off, and come back with it', () => {
    const { a, b, db } = faders(0, 6, -20);
    a.db = OFF;
    assert.deepEqual(db(), [OFF, OFF, OFF]);
    a.db = -30;
    assert.deepEqual(db(), [-30, -24, -50]);
    b.value = 0;
    assert.deepEqual(db(), [OFF, OFF, OFF]);
    a.db = 0;
    assert.deepEqual(db(), [0, 6, -20]);
  });

  test('leave off what was off, until that is set', () => {
    const { a, b, c, db } = faders(0, OFF, -20);
    a.db = 5;
    assert.deepEqual(db(), [5, OFF, -15]);
    b.db = -30;
    assert.deepEqual(db(), [5, -30, -15]);
    a.db = 0;
    assert.deepEqual(db(), [0, -35, -20]);
    // Below the floor alone: set again, it moves nobody.
    c.db = -99;
    assert.deepEqual(db(), [-79, OFF, -99]);
    b.db = -40;
    assert.deepEqual(db(), [-79, -40, -99]);
    c.db = -98;
    assert.deepEqual(db(), [-78, -39, -98]);
  });

  test('that are below the floor come on alone where they are set, and no other does', () => {
    const { mixer, link, a, b, db } = faders(0, -30, -40);
    a.db = -80;
    b.db = -50;
    assert.deepEqual(db(), [-80, -50, OFF]);
    a.db = OFF;
    const late = mixer.strips[3]!.gain;
    late.value = 0;
    link.add(late);
    a.db = 0;
    assert.deepEqual([...db(), late.db], [0, 12.0412, -40, OFF]);
  });

  test('that were all off move together from where they are set', () => {
    const { a, b, c, db } = faders(OFF, OFF, OFF);
    a.db = -10;
    assert.deepEqual(db(), [-10, OFF, OFF]);
    b.db = -20;
    a.db = -15;
    assert.deepEqual(db(), [-15, -25, OFF]);
    a.db = OFF;
    c.db = -5;
    assert.deepEqual(db(), [OFF, OFF, -5], 'one that was never with the group comes on alone');
    c.db = -6;
    a.db = 0;
    assert.deepEqual(db(), [0, -10, -6], 'and nothing is torn from where it was set');
    a.db = -1;
    assert.deepEqual(db(), [-1, -11, -7]);
    c.db = -8;
    assert.deepEqual(db(), [-2, -12, -8]);
  });

  test('move again when those that took the group off are gone', () => {
    const { mixer, link, a, b, c } = faders(0, OFF, -20);
    a.db = OFF;
    link.remove(a);
    link.remove(c);
    b.db = -10;
    const late = mixer.strips[3]!.gain;
    link.add(late);
    late.db = -5;
    assert.equal(rounded(b.db), -15);
  });

  test('let one be lifted out, which comes back at another distance', () => {
    const { link, a, b, db } = faders(0, -10, -20);
    const drop = link.lift(b);
    b.db = -3;
    assert.deepEqual(db(), [0, -3, -20]);
    a.db = -5;
    assert.deepEqual(db(), [-5, -3, -25]);
    const again = link.lift(b);
    drop();
    drop();
    a.db = 0;
    assert.deepEqual(db(), [0, -3, -20]);
    again();
    a.db = -1;
    assert.deepEqual(db(), [-1, -4, -21]);
    b.db = 0;
    assert.deepEqual(db(), [3, 0, -17]);
  });

  test('ramp as the one that leads', () => {
    const { mixer, a, db } = faders(0, -10);
    const ramps: [number, number][] = [];
    const { gain } = mixer.strips[1]!;
    const { rampTo } = gain;
    gain.rampTo = (value, seconds) => {
      ramps.push([rounded(20 * Math.log10(value)), seconds]);
      rampTo.call(gain, value, seconds);
    };
    a.rampTo(10 ** (-6 / 20), 2);
    assert.deepEqual([db(), ramps], [[-6, -16], [[-16, 2]]]);
    a.db = -7;
    assert.deepEqual([db(), ramps.length], [[-7, -17], 1]);
  });

  test('stay where one edit sets several of them, and the others follow the first', () => {
    const { mixer, a, b, c, db } = faders(0, -10, -20);
    mixer.edit(() => {
      b.db = -30;
      a.db = -2;
    });
    assert.deepEqual(db(), [-2, -30, -22]);
    c.db = -21;
    assert.deepEqual(db(), [-1, -29, -21]);
  });

  test('move in the same edit, which is one step of a history', () => {
    const { mixer, a, b, db } = faders(0, 10, -20);
    const history = createHistory(mixer);
    const heard: number[][] = [];
    const stop = b.subscribe(() => heard.push(db()));
    a.begin();
    for (const at of [1, 2, 8]) a.db = at;
    a.end();
    assert.deepEqual(
      heard.map(([first]) => first),
      [1, 2, 8],
    );
    stop();
    const end = db();
    history.undo();
    assert.deepEqual(db(), [0, 10, -20]);
    history.redo();
    assert.deepEqual(db(), end);
    a.db = 0;
    assert.deepEqual(db(), [0, 10, -20], 'what the end of the range held back is remembered');
    history.undo();
    history.undo();
    a.db = OFF;
    history.undo();
    history.redo();
    a.db = -3;
    assert.deepEqual(db(), [-3, 7, -23]);
  });

  test('are set by a restore to what that says, and move from there', () => {
    const { mixer, a, db } = faders(0, -10, -20);
    mixer.restore({ version: 1, strips: [{ gain: 0.5 }, { gain: 0.5 }, { gain: 0.1 }] }, { fade: 1 });
    assert.deepEqual(db(), [-6.0206, -6.0206, -20]);
    a.db = -7.0206;
    assert.deepEqual(db(), [-7.0206, -7.0206, -21]);
    mixer.restore({ version: 1, strips: [{}, { gain: 2 }, { gain: 0.1 }] });
    a.db = 8;
    a.db = 0;
    assert.deepEqual(db(), [0, 6.0206, -20]);
    mixer.edit(() => {
      mixer.restore({ version: 1, strips: [{}, {}, { gain: 0.1 }] });
      a.db = -3;
    });
    assert.deepEqual(db(), [-3, -3, -23]);
  });

  test('know nothing of edits that are taken back, or refused once they are done', () => {
    const { mixer, a, db } = faders(0, 10, -20);
    const [strip, bus] = [mixer.strips[3]!, mixer.buses[0]!];
    strip.sends[0]!.on.value = false;
    a.db = 8;
    const before = db();
    assert.throws(() =>
      mixer.edit(() => {
        a.db = -60;
        mixer.restore({ version: 1 });
        throw new Error('mine');
      }),
    );
    assert.throws(
      () =>
        mixer.edit(() => {
          a.db = -60;
          strip.output.value = bus;
          strip.compressor.key.value = bus;
        }),
      { code: 'cycle' },
    );
    assert.deepEqual(db(), before);
    a.db = 0;
    assert.deepEqual(db(), [0, 10, -20]);
  });

  test('do not fade out with a strip that is given back', async () => {
    const mixer = createTestMixer(SHAPE);
    const [one, other] = [mixer.strips[0]!.trim, mixer.strips[1]!.trim];
    const link = createLink([one, other]);
    one.db = -6;
    await mixer.strips[0]!.release();
    assert.deepEqual([one.value, rounded(other.db)], [1, -6]);
    other.db = -7;
    assert.equal(rounded(one.db), -1);
    assert.equal(link.members.length, 2);
  });

  test('come, go, and are let go', () => {
    const { mixer, link, a, b, db } = faders(0, -10);
    const late = mixer.strips[2]!.gain;
    assert.throws(() => createLink([late, a]), /in a link already/);
    link.add(late);
    link.remove(b);
    link.remove(b);
    a.db = -5;
    assert.deepEqual([db(), rounded(late.db)], [[-5, -10], -5]);
    assert.deepEqual(link.members, [a, late]);
    createLink([b, mixer.strips[3]!.gain]).dispose();
    link.dispose();
    a.db = 0;
    assert.deepEqual([rounded(late.db), link.members], [-5, []]);
    createLink([a, b, late]);
  });

  test('keep their distances through thousands of moves, to what 32 bits can tell apart', () => {
    const { gains, a, db } = faders(0, -7.3, -31.7);
    const random = randomFrom(5);
    for (let step = 0; step < 5000; step += 1) gains[Math.floor(random() * 3)]!.db = random() * 20 - 60;
    a.db = -1;
    assert.deepEqual(db(), [-1, -8.3, -32.7]);
  });
});

describe('other linked controls', () => {
  test('move by a ratio: frequencies, Q, times', () => {
    const { strips } = createTestMixer(SHAPE);
    const [one, other] = [strips[0]!, strips[1]!];
    other.eq.bands[1]!.frequency.value = one.eq.bands[1]!.frequency.value * 2;
    const link = createLink([one.eq.bands[1]!.frequency, other.eq.bands[1]!.frequency]);
    assert.equal(link.by, 'ratio');
    one.eq.bands[1]!.frequency.value = 300;
    assert.equal(rounded(other.eq.bands[1]!.frequency.value), 600);
    one.eq.bands[1]!.frequency.value = 15_000;
    assert.equal(other.eq.bands[1]!.frequency.value, other.eq.bands[1]!.frequency.max);
    one.eq.bands[1]!.frequency.value = 100;
    assert.equal(rounded(other.eq.bands[1]!.frequency.value), 200);

    const times = createLink([one.compressor.attack, other.compressor.attack]);
    assert.equal(times.by, 'ratio');
    const { attack } = one.compressor;
    attack.value = attack.default * 2;
    assert.equal(other.compressor.attack.value, attack.value);
  });

  test('move by as much in their own unit: pan, and by decibels what is in decibels', () => {
    const { strips, master } = createTestMixer(SHAPE);
    const [one, other] = [strips[0]!, strips[1]!];
    other.pan.value = 0.75;
    assert.equal(createLink([one.pan, other.pan]).by, 'difference');
    one.pan.value = 0.5;
    assert.equal(other.pan.value, 1);
    one.pan.value = -0.5;
    assert.equal(other.pan.value, 0.25);

    const { gain } = one.eq.bands[0]!;
    createLink([gain, other.gain]);
    gain.value = -6;
    assert.equal(rounded(other.gain.db), -6);
    const opposite = createLink([one.trim, master.gain], { by: 'difference' });
    one.trim.value = 1.5;
    assert.deepEqual([opposite.by, master.gain.value], ['difference', 1.5]);
  });

  test('are refused where that has no meaning, and nothing is linked then', () => {
    const mixer = createTestMixer(SHAPE);
    const { gain, pan, mute } = mixer.strips[0]!;
    const refused: [() => unknown, RegExp][] = [
      [() => createLink([gain, pan]), /Pan \(pan\) cannot be linked by 'dB'/],
      [() => createLink([pan], { by: 'ratio' }), /cannot be linked by 'ratio'/],
      [() => createLink([gain, mute as never]), /is no number/],
      [() => createLink([gain, createTestMixer(SHAPE).strips[0]!.gain]), /of another mixer/],
      [() => createLink([gain, gain]), /in a link already/],
      [() => createLink([]), /at least one/],
      [() => createLink([{} as never]), /takes controls of a mixer/],
      [() => createLink([gain], { by: 'speed' as never }), /by 'dB', 'ratio' or 'difference'/],
    ];
    for (const [deed, message] of refused) {
      assert.throws(deed, (error) => error instanceof TypeError && message.test(error.message));
    }
    const link = createLink([gain]);
    assert.throws(() => link.lift(pan), TypeError);
    mixer.dispose();
    assert.throws(() => createLink([mixer.strips[1]!.gain]), { code: 'disposed' });
  });
});
