import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { isSettled, newStage, withOwnTime } from './claims-stage.js';
import { newDesk } from './desk.js';
import { FakeSource } from './fake-source.js';

describe('releases in contexts', () => {
  withOwnTime();

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

  test('know after two reports what plays into a strip that was released where nothing is heard', async () => {
    const { claim, clock, foreign, pass } = newStage();
    clock.state = 'suspended';
    await claim('a').release();
    foreign.add(0);
    clock.state = 'running';
    for (const index of [1, 2]) {
      await pass(0.05);
      assert.equal(claim(`${index}`).index, index);
    }
    assert.throws(() => claim('d'), { code: 'no-free-strip' });

    const other = newStage();
    other.clock.state = 'suspended';
    await other.claim('a').release();
    other.claim('a', 0);
    other.clock.state = 'running';
    await other.pass(0.05);
    void other.claim('a').release();
    await other.pass(0.3);
    assert.equal(other.claim('b').index, 0);
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

  test('do not wait for the time of a context that the mixer has left', async () => {
    for (const state of ['running', 'suspended'] as const) {
      for (const leftAfter of [0, 0.02, 0.07]) {
        const { claim, clock, pass, connect, move, mixer } = newStage();
        clock.currentTime = 8;
        const strip = claim('a');
        connect(strip);
        const done = strip.release();
        if (leftAfter > 0) await pass(leftAfter);
        move(state);
        await pass(0.1);
        assert.equal(await isSettled(done), true, `${state}, left after ${leftAfter} s`);
        assert.equal(strip.trim.value, 1);
        assert.equal(claim('b'), mixer.strips[0]);
      }
    }
  });

  test('open what was kept silent when the mixer has left behind what played into it', async () => {
    for (const state of ['running', 'suspended'] as const) {
      const { claim, pass, foreign, move } = newStage();
      const strip = claim('a');
      foreign.add(0);
      void strip.release();
      await pass(0.5);
      move(state);
      await pass(2);
      assert.equal(strip.trim.value, 1);
    }
  });

  test('close no strip for good when the context stands still while they look', async () => {
    const { claim, clock, pass, take } = newStage();
    const strip = claim('a');
    const done = strip.release();
    await pass(0.07);
    assert.equal(strip.trim.value, 0);
    clock.state = 'suspended';
    await pass(0.05);
    assert.equal(await isSettled(done), true);
    assert.equal(strip.trim.value, 1);
    clock.state = 'running';
    await pass(0.1);
    strip.gain.value = 0.5;
    assert.deepEqual(take(), { version: 1, strips: [{ gain: 0.5 }] });
  });

  test('keep what something plays into silent in a context that stands still, and open it once that has gone', async () => {
    const { claim, clock, pass, foreign } = newStage();
    const strip = claim('a');
    foreign.add(0);
    void strip.release();
    await pass(0.5);
    clock.state = 'suspended';
    await pass(5);
    assert.equal(strip.trim.value, 0);
    clock.state = 'running';
    await pass(5);
    assert.equal(strip.trim.value, 0);
    foreign.clear();
    await pass(2);
    assert.equal(strip.trim.value, 1);
  });
});
