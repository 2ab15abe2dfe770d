import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SCOPE_FRAMES } from 'megamixer-worklet/layout';
import { SCOPE_READ_FRAMES } from 'megamixer-worklet/protocol';
import { ScopeHandle } from '../src/handles/scope.js';
import { bitsOf } from '../src/mirror/float-bits.js';
import { ScopeRing } from '../src/transports/scope-ring.js';
import { newDesk } from './desk.js';

/** A ring at odd addresses and its writer: each sample is its frame modulo a million, on the right negative. */
function ringAndWriter() {
  const [end, first] = [3, 10];
  const words = new Int32Array(first + 2 * SCOPE_FRAMES);
  const write = (from: number, to: number) => {
    for (let frame = from; frame < to; frame += 1) {
      words[first + 2 * (frame % SCOPE_FRAMES)] = bitsOf(frame % 1e6);
      words[first + 2 * (frame % SCOPE_FRAMES) + 1] = bitsOf(-(frame % 1e6));
    }
    words[end] = to | 0;
  };
  return { words, end, first, write, ring: new ScopeRing(words, end, first) };
}

function assertFrames(left: Float32Array, right: Float32Array, end: number): void {
  const wrong = left.findIndex((sample, nth) => {
    const frame = (end - left.length + nth) % 1e6;
    return sample !== frame || right[nth] !== -frame;
  });
  assert.equal(wrong, -1, `frame ${end - left.length + wrong} is ${left[wrong]}`);
}

describe('the ring of the scope', () => {
  test('gives the last frames, oldest first, around its end and around 32 bits', () => {
    for (const end of [SCOPE_FRAMES, SCOPE_FRAMES + 100, 3 * SCOPE_FRAMES - 1, 2 ** 32 + 50]) {
      const { ring, write } = ringAndWriter();
      write(end - SCOPE_FRAMES, end);
      for (const count of [1, 100, 1000, SCOPE_READ_FRAMES]) {
        const [left, right] = [new Float32Array(count), new Float32Array(count)];
        assert.equal(ring.read(left, right), end % 2 ** 32);
        assertFrames(left, right, end);
      }
    }
  });

  test('gives silence before the first frame', () => {
    const { ring, write } = ringAndWriter();
    write(0, 2);
    const [left, right] = [new Float32Array(4), new Float32Array(4)];
    assert.equal(ring.read(left, right), 2);
    assert.deepEqual([...left], [0, 0, 0, 1]);
  });

  /** Has the writer go on by so many frames in the middle of each of the first `times` copies. */
  function readWhileWritten(
    by: number,
    times: number,
    context: Parameters<NonNullable<Parameters<typeof test>[0]>>[0],
  ) {
    const { words, ring, write, end: endWord } = ringAndWriter();
    let end = 5 * SCOPE_FRAMES;
    write(end - SCOPE_FRAMES, end);
    let loads = 0;
    let copies = 0;
    const original = Atomics.load;
    context.mock.method(Atomics, 'load', (array: Int32Array, word: number) => {
      loads += 1;
      if (array === words && word === endWord) loads = 0;
      if (loads === SCOPE_READ_FRAMES && copies < times) {
        copies += 1;
        write(end, end + by);
        end += by;
      }
      return original(array, word);
    });
    const [left, right] = [new Float32Array(SCOPE_READ_FRAMES), new Float32Array(SCOPE_READ_FRAMES)];
    const told = ring.read(left, right);
    return { left, right, told, end, copies };
  }

  test('is read again when the writer has overrun the reader meanwhile', (context) => {
    const { left, right, told, end, copies } = readWhileWritten(SCOPE_READ_FRAMES + 4000, 2, context);
    assert.deepEqual([told, copies], [end, 2]);
    assertFrames(left, right, end);
  });

  test('is not read again when the writer has only gone on', (context) => {
    const { left, right, told, end } = readWhileWritten(1024, 1, context);
    assert.equal(told, end - 1024);
    assertFrames(left, right, told);
  });

  test('is given up for what it is when it is overrun again and again', (context) => {
    const { copies } = readWhileWritten(SCOPE_READ_FRAMES + 4000, 1000, context);
    assert.ok(copies > 1 && copies < 10, `${copies} copies`);
  });

  test('is copied whole', () => {
    const { ring, write, words } = ringAndWriter();
    write(0, SCOPE_FRAMES + 77);
    const copy = ring.copy();
    words.fill(0);
    const [left, right] = [new Float32Array(SCOPE_READ_FRAMES), new Float32Array(SCOPE_READ_FRAMES)];
    assert.equal(copy.read(left, right), SCOPE_FRAMES + 77);
    assertFrames(left, right, SCOPE_FRAMES + 77);
  });
});

describe('the scope', () => {
  test('refuses what it cannot fill, and says how much it gives', () => {
    const scope = new ScopeHandle(newDesk().desk);
    assert.equal(scope.maxFrames, SCOPE_READ_FRAMES);
    const floats = (length: number) => new Float32Array(length);
    assert.equal(scope.read(floats(SCOPE_READ_FRAMES), floats(SCOPE_READ_FRAMES)), 42);
    assert.throws(() => scope.read(floats(2), floats(3)), { name: 'RangeError', message: /one length.*not 2 and 3/ });
    assert.throws(() => scope.read(floats(8193), floats(8193)), { name: 'RangeError', message: /up to 8192 frames/ });
    assert.throws(() => scope.read([] as unknown as Float32Array, floats(0)), TypeError);
  });
});
