import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { COMMANDS, HEADER, LIMITS, METERS, PARAMS } from 'megamixer-worklet/layout';
import type { Strip } from '../src/api/strip.js';
import { pageRegistry } from '../src/code/page-registry.js';
import { setLogLevel } from '../src/log.js';
import { floatOf } from '../src/mirror/float-bits.js';
import { takeSnapshot } from '../src/snapshot/take.js';
import { newDesk } from './desk.js';
import { FakeSource } from './fake-source.js';
import { randomFrom } from './random.js';
import { controlsBelow, turnAll } from './settings.js';

/** Steps of time: short against everything that is waited for. */
const STEP_MS = 5;

/** A desk in a context whose time passes when the test says so, with an engine that counts and looks at its inputs. */
function newStage(asked: Parameters<typeof newDesk>[0] = {}) {
  const clock = { state: 'running' as AudioContextState, currentTime: 0 };
  const parts = newDesk({ strips: 3, buses: 2, maxDelay: 0.1, ...asked, clock: () => clock });
  const { desk, readings, mixer, mirror } = parts;
  const { claims, connections } = desk;
  connections.attach('node' as unknown as AudioNode);
  /** What the page has connected by itself. */
  const foreign = new Set<number>();
  let lives = true;
  const render = () => {
    if (!lives) return;
    readings.set(HEADER.quanta, (readings.get(HEADER.quanta) ?? 0) + 2);
    for (let word = 0; word < 4; word += 1) {
      const strips = desk.strips.filter(({ index }) => foreign.has(index) || connections.has(index));
      const bits = strips.filter(({ index }) => index >> 5 === word).map(({ index }) => 1 << (index & 31));
      readings.set(
        HEADER.connected0 + word,
        bits.reduce((all, bit) => all | bit, 0),
      );
    }
  };
  return {
    ...parts,
    ...{ clock, claims, foreign },
    engine: {
      die() {
        lives = false;
        readings.clear();
      },
      start: () => (lives = true),
    },
    claim: (id: string, index?: number) => claims.claim(id, index),
    connect(strip: Strip) {
      const source = new FakeSource();
      strip.connect(source as unknown as AudioNode);
      return source;
    },
    async pass(seconds: number) {
      for (let ms = 0; ms < seconds * 1000; ms += STEP_MS) {
        if (clock.state === 'running') {
          clock.currentTime += STEP_MS / 1000;
          render();
        }
        mock.timers.tick(STEP_MS);
        // As many turns as an await may take.
        for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      }
    },
    take: () => takeSnapshot(mixer, mirror, (strip) => claims.isLeaving(strip)),
  };
}

/** Whether a promise is settled by now. */
async function isSettled(promise: Promise<void>): Promise<boolean> {
  const pending = Symbol('pending');
  return (await Promise.race([promise, Promise.resolve(pending)])) !== pending;
}

describe('claims', () => {
  let said: string[];
  beforeEach(() => {
    said = [];
    setLogLevel('warn');
    mock.method(console, 'warn', (message: string) => said.push(message));
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => {
    delete pageRegistry().logLevel;
    mock.timers.reset();
    mock.restoreAll();
  });

  test('hand out the next strip, and to the same id the same', () => {
    const { claims, claim, mixer } = newStage();
    assert.equal(claim('a'), mixer.strips[0]);
    assert.equal(claim('b'), mixer.strips[1]);
    assert.equal(claim('a'), mixer.strips[0]);
    assert.equal(claims.find('b'), mixer.strips[1]);
    assert.equal(claims.find('c'), null);
    assert.deepEqual(
      mixer.strips.map(({ id }) => id),
      ['a', 'b', null],
    );
  });

  test('take ids that are strings and not empty, and the numbers of strips', () => {
    const { claims, claim } = newStage();
    for (const id of ['', 3, null, undefined, {}] as string[]) {
      assert.throws(() => claim(id), TypeError);
      assert.throws(() => claims.find(id), TypeError);
    }
    for (const index of [-1, 0.5, Number.NaN, '1'] as number[]) assert.throws(() => claim('a', index), TypeError);
    assert.equal(claims.find('a'), null);
  });

  test('leave out what is connected, set, or played into by the page itself', async () => {
    const { claim, connect, mixer, foreign, pass } = newStage({ strips: 5, buses: 1 });
    connect(mixer.strips[0]!);
    mixer.strips[1]!.sends[0]!.on.value = false;
    foreign.add(2);
    mixer.strips[3]!.pan.value = -0;
    await pass(0.01);
    assert.equal(claim('a').index, 3);
    assert.equal(claim('b').index, 4);
  });

  test('hand out the very strip that is asked for, as it is, unless it is another id’s', () => {
    const { claim, connect, mixer, edits } = newStage();
    mixer.strips[2]!.gain.value = 0.5;
    connect(mixer.strips[2]!);
    edits.length = 0;
    assert.equal(claim('a', 2), mixer.strips[2]);
    assert.equal(claim('a', 2), mixer.strips[2]);
    assert.equal(claim('a'), mixer.strips[2]);
    assert.equal(mixer.strips[2]!.gain.value, 0.5);
    assert.deepEqual(edits, []);
    assert.throws(() => claim('b', 2), {
      code: 'no-free-strip',
      message: /^Strip 2 is "a"'s, so "b" cannot have it\./,
    });
    assert.throws(() => claim('a', 1), { code: 'no-free-strip', message: /^"a" has strip 2 already/ });
    assert.throws(() => claim('b', 3), { code: 'no-free-strip', message: /has 3, from 0 to 2.*\{ strips: 4 \}/ });
    assert.equal(claim('b').index, 0);
  });

  test('say how many strips there are when none is free, what by, and how to have more', async () => {
    const { claim, mixer, foreign, pass } = newStage();
    claim('a');
    void claim('b').release();
    foreign.add(1);
    mixer.strips[2]!.gain.value = 0.5;
    await pass(1);
    assert.throws(() => claim('c'), {
      code: 'no-free-strip',
      message:
        'None of the 3 strips of this mixer is free: 1 claimed, 1 released, but something still plays into it, 1 connected or set without a claim. Release one, or make the mixer with more: createMixer(context, { strips: 6 }); it may have 128. See docs/errors.md#no-free-strip.',
    });
    const full = newStage({ strips: LIMITS.strips.max, buses: 0 });
    for (const { index } of full.mixer.strips) full.claim(`${index}`);
    assert.throws(() => full.claim('one more'), {
      message: /^None of the 128 .*: 128 claimed\. Release one: no mixer/,
    });
  });

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

  test('cut short what fades where every other strip is taken', async () => {
    const { claim, connect, mixer, pass } = newStage();
    const [a, b] = [claim('a'), claim('b'), claim('c')];
    b.gain.value = 0.25;
    const source = connect(b);
    const done = b.release();
    await pass(0.01);
    void a.release();
    assert.equal(claim('d'), b);
    assert.equal(source.calls[1]?.[0], 'disconnect');
    assert.deepEqual([b.id, b.gain.value, b.trim.value], ['d', 1, 1]);
    assert.equal(await isSettled(done), true);
    b.gain.value = 0.5;
    await pass(0.2);
    assert.deepEqual([b.id, b.gain.value, mixer.strips[0]!.trim.value], ['d', 0.5, 1]);
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
    assert.equal(claims.isLeaving(0), false);
  });

  test('look for what still plays less and less often, give it up, and look again when a strip is wanted', async () => {
    const { claim, foreign, pass } = newStage({ strips: 1 });
    foreign.add(0);
    void claim('a').release();
    await pass(90);
    const looks = mock.method(globalThis, 'setTimeout');
    await pass(60);
    assert.equal(looks.mock.callCount(), 0);
    foreign.clear();
    await pass(0.01);
    assert.equal(claim('b').index, 0);
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

  test('free a strip at once in a context that does not run, and look into it once it does', async () => {
    const { claim, clock, connect, foreign, mixer, pass } = newStage({ strips: 2 });
    clock.state = 'suspended';
    const strip = claim('a');
    strip.gain.value = 0.5;
    const source = connect(strip);
    const done = strip.release();
    await done;
    assert.deepEqual([source.calls.length, strip.gain.value, strip.trim.value], [2, 1, 1]);
    // There is another, of which more is known.
    assert.equal(claim('b'), mixer.strips[1]);
    assert.equal(claim('c'), mixer.strips[0]);
    await claim('c').release();
    foreign.add(0);
    clock.state = 'running';
    await pass(0.05);
    mixer.strips[1]!.gain.value = 0.25;
    assert.equal(claim('b'), mixer.strips[1]);
    assert.equal(claim('d'), mixer.strips[0]);
  });

  test('free a strip at once and for good where there is no context, as in a mixer for tests', async () => {
    const { desk } = newDesk({ strips: 2 });
    desk.connections.attach('node' as unknown as AudioNode);
    const strip = desk.claims.claim('a', undefined);
    strip.gain.value = 0.5;
    const source = new FakeSource();
    strip.connect(source as unknown as AudioNode);
    await strip.release();
    assert.deepEqual([source.calls.length, strip.gain.value, strip.trim.value], [2, 1, 1]);
    assert.equal(desk.claims.claim('b', undefined), strip);
  });

  test('are not held up by a context whose clock stands still', async () => {
    const { claim, clock, pass, connect } = newStage();
    const strip = claim('a');
    const source = connect(strip);
    Object.defineProperty(clock, 'currentTime', { value: 1 });
    const start = performance.now();
    const now = mock.method(performance, 'now', () => start + waited);
    let waited = 0;
    const done = strip.release();
    while (source.calls.length < 2 && waited < 5000) {
      waited += 60;
      await pass(0.06);
    }
    now.mock.restore();
    assert.ok(waited <= 1100, `${waited} ms`);
    await pass(3);
    assert.equal(await isSettled(done), true);
  });

  test('give way to a snapshot that is restored', async () => {
    const { claim, claims, mixer, pass, take } = newStage();
    const strip = claim('a');
    strip.gain.value = 0.5;
    void strip.release();
    assert.deepEqual(take(), { version: 1 });
    claims.finishReleases();
    strip.gain.value = 0.75;
    await pass(0.5);
    assert.equal(strip.gain.value, 0.75);
    assert.equal(claim('b', 0), mixer.strips[0]);
    assert.deepEqual(take(), { version: 1, strips: [{ gain: 0.75 }] });
  });

  test('end with the mixer, which leaves who had what and no promise open', async () => {
    const { claim, claims, mirror, connect, pass } = newStage();
    const kept = claim('a');
    const strip = claim('b');
    const source = connect(strip);
    const done = strip.release();
    claims.close();
    mirror.close();
    assert.equal(await isSettled(done), true);
    await pass(0.5);
    assert.equal(source.calls.length, 1);
    assert.equal(claims.find('a'), kept);
    await kept.release();
  });
});
