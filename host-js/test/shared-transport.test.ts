import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HEADER, LAYOUT_HASH, layout, MAGIC, MASTER_METERS, METERS } from 'megamixer-worklet/layout';
import { MixerError } from '../src/errors.js';
import { bitsOf } from '../src/mirror/float-bits.js';
import { Mirror } from '../src/mirror/mirror.js';
import { SharedTransport } from '../src/transports/shared.js';
import type { EngineInPlace } from '../src/transports/transport.js';

const LAYOUT = layout(2, 1);
const BLOCK = 4096;
const PAGES = { initial: 4, maximum: 8 };
const READY = { type: 'ready', block: BLOCK, bytes: 65536, limiterLatencyFrames: 0 } as const;

/** A transport whose engine, played by the test, has its block at byte 4096. */
function attached() {
  const mirror = new Mirror(LAYOUT);
  const transport = new SharedTransport(LAYOUT);
  mirror.publisher = transport;
  const { block, engine } = newEngine(transport, mirror);
  transport.attach(engine, null);
  return { mirror, transport, block };
}

function newEngine(transport: SharedTransport, mirror: Mirror): { block: Int32Array; engine: EngineInPlace } {
  const memory = transport.newMemory(PAGES);
  const block = new Int32Array(memory.buffer, BLOCK, LAYOUT.words);
  block[HEADER.magic] = MAGIC;
  block[HEADER.layoutHash] = LAYOUT_HASH;
  block[HEADER.strips] = 2;
  block[HEADER.buses] = 1;
  const words = mirror.pageWords();
  block.set(words, LAYOUT.pageStart);
  return { block, engine: { port: {} as MessagePort, ready: READY, memory, words } };
}

describe('the shared transport', () => {
  test('writes the words between an odd and an even sequence, and the versions after the values', (context) => {
    const { mirror, block } = attached();
    const stores: [word: number, bits: number][] = [];
    const original = Atomics.store;
    context.mock.method(Atomics, 'store', (array: Int32Array, word: number, bits: number) => {
      if (array.buffer === block.buffer) stores.push([word, bits]);
      return original(array, word, bits);
    });
    const [a, b] = [LAYOUT.strip(0), LAYOUT.strip(1)];
    mirror.edit(() => {
      mirror.write(a, 5);
      mirror.write(b, 6);
    });
    const version = (strip: number) => LAYOUT.versions + LAYOUT.stripSection(strip);
    assert.deepEqual(stores, [
      [HEADER.sequence, 1],
      [a, 5],
      [b, 6],
      [version(0), 1],
      [version(1), 1],
      [HEADER.sequence, 2],
    ]);
  });

  test('leaves the block and the mirror the same after every edit', () => {
    const { mirror, block } = attached();
    for (let word = LAYOUT.mixer; word < LAYOUT.pageEnd; word += 3) mirror.write(word, word);
    assert.deepEqual(block.slice(LAYOUT.pageStart, LAYOUT.pageEnd), mirror.pageWords());
  });

  test('reads meters in place, and takes what is read once', () => {
    const { transport, block } = attached();
    const peak = LAYOUT.masterMeter + METERS.peakLeft;
    block[peak] = bitsOf(0.5);
    assert.equal(transport.load(peak), bitsOf(0.5));
    const since = LAYOUT.masterMeter + METERS.peakSinceReadLeft;
    block[since] = bitsOf(0.75);
    assert.equal(transport.take(since), bitsOf(0.75));
    assert.equal(block[since], 0);
  });

  test('refuses a block that is none', () => {
    const transport = new SharedTransport(LAYOUT);
    const { block, engine } = newEngine(transport, new Mirror(LAYOUT));
    block[HEADER.layoutHash] = 1;
    assert.throws(() => transport.attach(engine, null), {
      code: 'layout-mismatch',
    });
  });

  test('brings a new engine what was written while there was none, as one edit', () => {
    const { mirror, transport, block: old } = attached();
    transport.detach();
    const { block, engine } = newEngine(transport, mirror);
    mirror.write(LAYOUT.strip(0), 5);
    mirror.write(LAYOUT.strip(1), 6);
    assert.equal(transport.load(LAYOUT.masterMeter), 0);
    transport.attach(engine, mirror.words);
    assert.deepEqual(block.slice(LAYOUT.pageStart, LAYOUT.pageEnd), mirror.pageWords());
    assert.notEqual(old[LAYOUT.strip(0)], 5, 'the old block is not touched any more');
  });

  test('keeps the last readings once closed, and takes nothing away from them', () => {
    const { transport, block } = attached();
    const since = LAYOUT.masterMeter + METERS.peakSinceReadLeft;
    block[since] = bitsOf(0.75);
    transport.close();
    block[since] = 0;
    assert.deepEqual([transport.take(since), transport.take(since)], [bitsOf(0.75), bitsOf(0.75)]);
  });

  test('reads the last frames of the ring in place, silence without an engine, and the last ones once closed', () => {
    const { transport, block } = attached();
    const [left, right] = [new Float32Array(3), new Float32Array(3)];
    const read = () => [transport.readScope(left, right), ...left, ...right];
    for (let frame = 0; frame < 5; frame += 1) {
      block[LAYOUT.scope + 2 * frame] = bitsOf(frame);
      block[LAYOUT.scope + 2 * frame + 1] = bitsOf(-frame);
    }
    block[LAYOUT.scopeFrame] = 5;
    assert.deepEqual(read(), [5, 2, 3, 4, -2, -3, -4]);
    transport.detach();
    assert.deepEqual(read(), [0, 0, 0, 0, 0, 0, 0]);
    const other = attached();
    other.block[LAYOUT.scope] = bitsOf(0.5);
    other.block[LAYOUT.scopeFrame] = 1;
    other.transport.close();
    other.block.fill(0);
    assert.deepEqual([other.transport.readScope(left, right), ...left], [1, 0, 0, 0.5]);
  });

  test('reads no loudness, rather than the very loud 0 LUFS, without an engine', () => {
    const { transport } = attached();
    transport.detach();
    const integrated = transport.load(LAYOUT.masterExtras + MASTER_METERS.integrated);
    assert.equal(integrated, bitsOf(Number.NEGATIVE_INFINITY));
  });

  test('is settled at once', async () => {
    await attached().transport.settled();
  });

  test('is settled without an engine only when the next one is in place', async () => {
    const { mirror, transport } = attached();
    transport.detach();
    mirror.write(LAYOUT.strip(0), 5);
    let settled = false;
    const waiting = transport.settled().then(() => (settled = true));
    await null;
    assert.ok(!settled);
    const { block, engine } = newEngine(transport, mirror);
    transport.attach(engine, mirror.words);
    await waiting;
    assert.equal(block[LAYOUT.strip(0)], 5);
  });

  test('rejects who waits for an engine when the mixer is disposed of, or when none can be made', async () => {
    const one = attached().transport;
    one.detach();
    const disposed = one.settled();
    one.close();
    await assert.rejects(disposed, { code: 'disposed' });
    const other = attached().transport;
    other.detach();
    const failed = other.settled();
    other.fail(new MixerError('out-of-memory', 'For the test.'));
    await assert.rejects(failed, { code: 'out-of-memory' });
  });

  test('stays settled when a new engine could not be made and the old one plays on', async () => {
    const { transport } = attached();
    transport.fail(new MixerError('out-of-memory', 'For the test.'));
    await transport.settled();
    transport.detach();
    const waiting = transport.settled();
    transport.attach(newEngine(transport, new Mirror(LAYOUT)).engine, null);
    await waiting;
  });

  test('says when there is no memory left', (context) => {
    context.mock.method(WebAssembly, 'Memory', () => {
      throw new RangeError('could not allocate memory');
    });
    const transport = new SharedTransport(LAYOUT);
    assert.throws(() => transport.newMemory(PAGES), { code: 'out-of-memory', message: /0\.5 MiB/ });
  });
});
