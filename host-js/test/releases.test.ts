import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { COMMANDS, METERS, PARAMS } from 'megamixer-worklet/layout';
import type { GainParam } from '../src/api/param.js';
import { floatOf } from '../src/mirror/float-bits.js';
import { isSettled, newStage, withOwnTime } from './claims-stage.js';
import { randomFrom } from './random.js';
import { controlsBelow, turnAll } from './settings.js';

describe('releases', () => {
  const said = withOwnTime();

  test('end at once, while what was claimed fades and another strip is handed out', async () => {
    const { claim, claims, mirror, mixer, connect, pass } = newStage();
    const strip = claim('a');
    const source = connect(strip);
    const done = strip.release();
    assert.deepEqual([strip.id, claims.find('a')], [null, null]);
    assert.equal(claim('a'), mixer.strips[1]);
    const trim = mirror.layout.strip(0) + PARAMS.strip.trim.ramp.seconds;
    assert.deepEqual([strip.trim.value, floatOf(mirror.read(trim))], [0, Math.fround(0.03)]);
    assert.equal(strip.release(), done);
    await pass(0.055);
    assert.equal(source.calls.length, 1);
    await pass(0.01);
    assert.equal(source.calls[1]?.[0], 'disconnect');
    assert.equal(await isSettled(done), false);
    await pass(0.05);
    assert.equal(await isSettled(done), true);
    assert.equal(strip.trim.value, 1);
    assert.equal(claim('b'), mixer.strips[0]);
  });

  test('leave nothing of what a strip was set to, in one edit, nor of what was heard of it', async () => {
    const { claim, connect, edits, mirror, mixer, readings, pass } = newStage();
    const { stripMeter, strip: sectionOf } = mirror.layout;
    const meter = stripMeter(0);
    const strip = claim('a');
    turnAll(strip, randomFrom(7));
    strip.gain.rampTo(0.5, 100);
    const early = connect(strip);
    const done = strip.release();
    const late = connect(mixer.strips[0]!);
    readings.set(meter + METERS.peakSinceReadLeft, 1);
    edits.length = 0;
    await pass(0.2);
    await done;
    assert.deepEqual([early.calls.length, late.calls.length], [2, 1]);
    for (const { value, default: before, label } of controlsBelow(strip)) {
      assert.equal(value, typeof before === 'number' ? Math.fround(before) : before, label);
    }
    assert.equal(mirror.read(sectionOf(0) + PARAMS.strip.gain.ramp.seconds), 0);
    // It is opened again when nothing is found to arrive.
    assert.equal(edits.length, 2);
    for (const command of Object.values(COMMANDS.strip)) assert.ok(edits[0]!.includes(sectionOf(0) + command));
    assert.deepEqual(edits[1], [sectionOf(0) + PARAMS.strip.trim.offset]);
    assert.ok(strip.meter.peakSinceRead === 0);
  });

  test('switch off what listens to a strip that is released', async () => {
    const { claim, mixer, pass } = newStage();
    const { master, buses, strips } = mixer;
    const [kick, bass, pad] = [claim('kick'), claim('bass'), claim('pad')];
    const listeners = [bass.compressor, buses[1]!.compressor, master.compressor];
    for (const compressor of [...listeners, pad.compressor]) {
      compressor.on.value = true;
      compressor.key.value = compressor === pad.compressor ? strips[1]! : kick;
    }
    void kick.release();
    for (const compressor of listeners) assert.deepEqual([compressor.on.value, compressor.key.value], [false, null]);
    assert.deepEqual([pad.compressor.on.value, pad.compressor.key.value], [true, bass]);
    await pass(0.2);
    assert.equal(claim('snare'), kick);
    assert.equal(bass.compressor.key.value, null);
  });

  test('keep a strip that something still plays into, silent and with one warning, until it is over', async () => {
    const { claim, claims, foreign, mixer, pass, take } = newStage({ strips: 1 });
    const strip = claim('a');
    foreign.add(0);
    strip.pan.value = 0.5;
    const done = strip.release();
    await pass(0.5);
    assert.equal(await isSettled(done), true);
    assert.deepEqual([strip.trim.value, strip.pan.value], [0, 0]);
    assert.deepEqual(take(), { version: 1 });
    await pass(3);
    assert.equal(said.length, 1);
    assert.match(said[0]!, /^\[megamixer\] Strip 0 was released, but .* connect\(mixer\.node, 0, 0\) still plays/);
    assert.throws(() => claim('b'), { code: 'no-free-strip' });
    foreign.clear();
    await pass(3);
    assert.equal(strip.trim.value, 1);
    assert.equal(claim('b'), mixer.strips[0]);
    assert.equal(claims.trimBehind(0), null);
  });

  test('look for what still plays less and less often, for as long as it does', async () => {
    const { claim, foreign, pass } = newStage({ strips: 1 });
    foreign.add(0);
    const strip = claim('a');
    void strip.release();
    const looks = mock.method(globalThis, 'setTimeout');
    await pass(1);
    assert.ok(looks.mock.callCount() >= 6, `${looks.mock.callCount()} looks`);
    await pass(120);
    looks.mock.resetCalls();
    await pass(60);
    assert.ok(looks.mock.callCount() < 60, `${looks.mock.callCount()} looks in a minute`);
    foreign.clear();
    await pass(0.01);
    assert.equal(claim('b').index, 0);
    foreign.add(0);
    void strip.release();
    await pass(120);
    assert.equal(strip.trim.value, 0);
    foreign.clear();
    await pass(2);
    assert.equal(strip.trim.value, 1);
  });

  test('take it from no engine that has rendered nothing that nothing plays', async () => {
    const { claim, foreign, engine, pass } = newStage({ strips: 1 });
    foreign.add(0);
    const strip = claim('a');
    void strip.release();
    await pass(0.07);
    engine.die();
    await pass(0.2);
    assert.equal(strip.trim.value, 0);
    engine.start();
    await pass(3);
    assert.deepEqual([strip.trim.value, said.length], [0, 1]);
  });

  test('give way to a snapshot that is restored', async () => {
    const { claim, mixer, mirror, edits, pass, take, restore, connect } = newStage();
    const [strip, later] = [claim('a'), claim('b')];
    strip.gain.value = 0.5;
    void later.release();
    await pass(0.07);
    const source = connect(strip);
    void strip.release();
    assert.deepEqual(take(), { version: 1 });
    const snapshot = { version: 1, strips: [{ gain: 0.75 }, { trim: 0, gain: 0.25 }] };
    edits.length = 0;
    restore(snapshot);
    assert.equal(edits.length, 1);
    assert.ok(edits[0]!.includes(mirror.layout.strip(0) + COMMANDS.strip.clearClip));
    assert.equal(source.calls[1]?.[0], 'disconnect');
    assert.deepEqual(take(), snapshot);
    await pass(0.5);
    assert.deepEqual(take(), snapshot);
    assert.equal(claim('b', 0), mixer.strips[0]);
    assert.deepEqual(take(), snapshot);
  });

  test('go on as they were where a snapshot is refused', async () => {
    const { claim, pass, edits, restore, connect, foreign } = newStage();
    const [fading, looking, held] = [claim('a'), claim('b'), claim('c')];
    foreign.add(held.index);
    void held.release();
    await pass(0.3);
    void looking.release();
    await pass(0.07);
    fading.gain.value = 0.25;
    const source = connect(fading);
    void fading.release();
    edits.length = 0;
    for (const snapshot of [
      { version: 1, strips: [{ gain: 'loud' }] },
      { version: 1, strips: [{}, {}, {}, {}] },
      null,
    ]) {
      assert.throws(() => restore(snapshot), { code: /^snapshot-/ });
    }
    const cycle = { version: 1, buses: [{ output: 'buses[1]' }, { output: 'buses[0]' }] };
    assert.throws(() => restore(cycle), { code: 'cycle' });
    assert.deepEqual([edits, source.calls.length], [[], 1]);
    assert.deepEqual([fading.gain.value, fading.trim.value, looking.trim.value, held.trim.value], [0.25, 0, 0, 0]);
    await pass(0.3);
    assert.deepEqual([fading.gain.value, fading.trim.value, looking.trim.value, held.trim.value], [1, 1, 1, 0]);
  });

  for (const fade of [0, 0.5]) {
    test(`keep what something plays into silent at what is restored, and hand it out at that, with a fade of ${fade} s`, async () => {
      const { claim, pass, take, restore, foreign, mirror, edits } = newStage();
      const strip = claim('a');
      foreign.add(0);
      void strip.release();
      await pass(0.5);
      const ramp = mirror.layout.strip(0) + PARAMS.strip.trim.ramp.seconds;
      edits.length = 0;
      for (const snapshot of [{ version: 1 }, { version: 1, strips: [{ trim: 0.25, gain: 0.5 }] }]) {
        restore(snapshot, { fade });
        assert.deepEqual([strip.trim.value, mirror.read(ramp)], [0, 0]);
        assert.ok(!edits.flat().includes(mirror.layout.strip(0) + PARAMS.strip.trim.offset));
        assert.deepEqual(take(), snapshot);
        await pass(2);
        assert.equal(strip.trim.value, 0);
      }
      assert.equal(claim('b', 0), strip);
      assert.deepEqual([strip.trim.value, strip.gain.value], [0.25, 0.5]);
    });
  }

  test('leave the trim that the page gives a strip that is kept silent', async () => {
    const ways: [set: (trim: GainParam) => void, value: number][] = [
      [(trim) => trim.rampTo(0.5, 1), 0.5],
      [
        (trim) => {
          trim.value = 0.5;
          trim.rampTo(0, 1);
        },
        0,
      ],
      [
        (trim) => {
          for (const value of [0.5, 0.25]) trim.rampTo(value, 1);
          trim.value = 0;
        },
        0,
      ],
    ];
    for (const [set, value] of ways) {
      const { claim, pass, foreign, take } = newStage();
      const strip = claim('a');
      foreign.add(0);
      void strip.release();
      await pass(0.5);
      set(strip.trim);
      assert.deepEqual(take(), { version: 1, strips: [{ trim: value }] });
      foreign.clear();
      await pass(2);
      assert.equal(strip.trim.value, value);
    }
  });

  test('are nothing that an edit takes back', async () => {
    const { claim, mirror, mixer, pass, restore, take } = newStage({ strips: 2 });
    const [a, b] = [claim('a'), claim('b')];
    b.compressor.key.value = a;
    b.compressor.on.value = true;
    a.gain.value = 0.5;
    const refused = (work: () => void) => {
      const failing = () => {
        work();
        throw new Error('taken back');
      };
      // One inside another, which goes on and is taken back as well.
      const outer = () => {
        assert.throws(() => mirror.edit(failing), /taken back/);
        throw new Error('taken back');
      };
      assert.throws(() => mirror.edit(outer), /taken back/);
    };
    refused(() => void a.release());
    assert.deepEqual([a.trim.value, b.compressor.key.value, b.compressor.on.value], [0, null, false]);
    refused(() => claim('c'));
    assert.deepEqual([a.id, a.trim.value, a.gain.value], ['c', 1, 1]);
    a.gain.value = 0.5;
    void a.release();
    refused(() => restore({ version: 1, strips: [{ gain: 0.25 }] }));
    assert.deepEqual([a.trim.value, a.gain.value], [1, 1]);
    b.gain.value = 0.75;
    void b.release();
    const circle = () => {
      mixer.buses[0]!.output.value = mixer.buses[1]!;
      mixer.buses[1]!.output.value = mixer.buses[0]!;
    };
    const claimed = () => {
      claim('d', 1);
      circle();
    };
    assert.throws(() => mirror.edit(claimed), { code: 'cycle' });
    assert.deepEqual([b.id, b.gain.value, b.trim.value], ['d', 1, 1]);
    // What has lasted is not written again.
    mirror.edit(() => void b.release());
    claim('e', 1).trim.value = 0.5;
    assert.throws(() => mirror.edit(circle), { code: 'cycle' });
    assert.equal(b.trim.value, 0.5);
    void b.release();
    await pass(0.5);
    assert.deepEqual(take(), { version: 1 });
  });
});
