import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Pacer } from '../src/transports/pacer.js';

/** Time that passes when it is told to. */
function clockOf(context: TestContext) {
  let now = 0;
  let timer: { at: number; callback: () => void } | undefined;
  let timers = 0;
  context.mock.method(performance, 'now', () => now);
  context.mock.method(globalThis, 'setTimeout', (callback: () => void, ms: number) => {
    timer = { at: now + ms, callback };
    timers += 1;
    return timer;
  });
  context.mock.method(globalThis, 'clearTimeout', (cleared: unknown) => {
    if (cleared === timer) timer = undefined;
  });
  return {
    get now() {
      return now;
    },
    /** Set so far. */
    get timers() {
      return timers;
    },
    /** Runs the timer on the way there. */
    pass(ms: number) {
      const end = now + ms;
      if (timer !== undefined && timer.at <= end) {
        const { at, callback } = timer;
        timer = undefined;
        now = at;
        callback();
      }
      now = end;
    },
  };
}

describe('the pacer', () => {
  test('sends at most sixty times in any second, however often it is asked', async (context) => {
    const clock = clockOf(context);
    for (const frameMs of [0.5, 2, 8.3, 16, 16.7, 33]) {
      const sent: number[] = [];
      const pacer = new Pacer(() => {
        sent.push(clock.now);
        return true;
      });
      pacer.request();
      await null;
      assert.equal(sent.length, 1, 'the first one at once');
      const end = clock.now + 3000;
      while (clock.now < end) {
        clock.pass(frameMs);
        pacer.request();
        await null;
      }
      const most = Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + 1000).length));
      assert.ok(most <= 60, `${most} at requests every ${frameMs} ms`);
      assert.ok(most >= Math.min(55, 1000 / frameMs), `only ${most} at requests every ${frameMs} ms`);
      pacer.close();
      clock.pass(1000);
    }
  });

  test('serves a page that asks once a frame in that frame, nearly always', async (context) => {
    const clock = clockOf(context);
    let sent = 0;
    const pacer = new Pacer(() => {
      sent += 1;
      return true;
    });
    for (let frame = 0; frame < 600; frame += 1) {
      pacer.request();
      await null;
      clock.pass(1000 / 60);
    }
    assert.ok(sent >= 570, `${sent} of 600`);
    assert.equal(sent + clock.timers, 600);
  });

  test('serves what was asked for too soon, though nobody asks again', async (context) => {
    const clock = clockOf(context);
    const sent: number[] = [];
    const pacer = new Pacer(() => {
      sent.push(clock.now);
      return true;
    });
    for (let write = 0; write < 3; write += 1) {
      pacer.request();
      await null;
      clock.pass(1);
    }
    assert.deepEqual(sent, [0]);
    clock.pass(100);
    assert.equal(sent.length, 2);
  });

  test('rests once it has sent, and starts at once after nothing was due', async () => {
    let asked = 0;
    const pacer = new Pacer(() => {
      asked += 1;
      return false;
    });
    pacer.request();
    await pause(100);
    assert.equal(asked, 1);
    pacer.request();
    await null;
    assert.equal(asked, 2);
  });

  test('sends nothing once closed', async () => {
    let asked = 0;
    const pacer = new Pacer(() => {
      asked += 1;
      return true;
    });
    pacer.request();
    await null;
    pacer.request();
    await null;
    pacer.close();
    await pause(60);
    assert.equal(asked, 1);
  });
});
