import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Pacer } from '../src/transports/pacer.js';

describe('the pacer', () => {
  test('sends at most sixty times in any second, however often it is asked and however fast frames come', async (context) => {
    let now = 0;
    let frame: (() => void) | undefined;
    context.mock.method(performance, 'now', () => now);
    context.mock.method(globalThis, 'setTimeout', (callback: () => void) => {
      frame = callback;
      return 0;
    });
    for (const frameMs of [2, 8.3, 16, 16.7, 33]) {
      const sent: number[] = [];
      const pacer = new Pacer(() => {
        sent.push(now);
        return true;
      });
      pacer.request();
      await null;
      assert.equal(sent.length, 1, 'the first one at once');
      const end = now + 3000;
      while (now < end) {
        now += frameMs;
        frame!();
      }
      const most = Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + 1000).length));
      assert.ok(most <= 60, `${most} at frames of ${frameMs} ms`);
      assert.ok(most >= Math.min(55, 1000 / frameMs), `only ${most} at frames of ${frameMs} ms`);
      pacer.close();
      now += 1000;
    }
  });

  test('rests when nothing was due, and starts at once the next time', async () => {
    let due = 2;
    let asked = 0;
    const pacer = new Pacer(() => {
      asked += 1;
      due -= 1;
      return due >= 0;
    });
    pacer.request();
    await pause(100);
    assert.equal(asked, 3);
    pacer.request();
    await null;
    assert.equal(asked, 4);
  });

  test('sends nothing once closed', async () => {
    let asked = 0;
    const pacer = new Pacer(() => {
      asked += 1;
      return true;
    });
    pacer.request();
    await null;
    pacer.close();
    await pause(60);
    assert.equal(asked, 1);
  });
});
