import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LIMITS } from 'megamixer-worklet/layout';
import { isSettled, newStage, withOwnTime } from './claims-stage.js';

describe('claims', () => {
  withOwnTime();

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
        'None of the 3 strips of this mixer is free: 1 claimed, 1 released, but something still plays into it, 1 connected or set without a claim. Release one, or make the mixer with more: createMixer(context, { strips: 6 }); it may have 128. See node_modules/megamixer/docs/errors.md#no-free-strip.',
    });
    const full = newStage({ strips: LIMITS.strips.max, buses: 0 });
    for (const { index } of full.mixer.strips) full.claim(`${index}`);
    assert.throws(() => full.claim('one more'), {
      message: /^None of the 128 .*: 128 claimed\. Release one: no mixer/,
    });
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

  test('end with the mixer, which leaves who had what and no promise open', async () => {
    const { claim, claims, mirror, connect, pass, take } = newStage();
    const kept = claim('a');
    const strip = claim('b');
    const source = connect(strip);
    const done = strip.release();
    claims.close();
    mirror.close();
    assert.equal(await isSettled(done), true);
    await pass(0.5);
    assert.equal(source.calls.length, 1);
    assert.deepEqual(take(), { version: 1 });
    assert.equal(claims.find('a'), kept);
    await kept.release();

    const other = newStage();
    const last = () => {
      void other.claim('a').release();
      other.claims.close();
      other.mirror.close();
      throw new Error('of the app');
    };
    assert.throws(() => other.mirror.edit(last), /of the app/);
  });
});
