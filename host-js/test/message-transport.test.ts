import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { HEADER, layout, MASTER_METERS, METERS } from 'megamixer-worklet/layout';
import {
  type Lent,
  meterWords,
  type PageMessage,
  SCOPE_MESSAGE,
  SCOPE_MESSAGE_WORDS,
} from 'megamixer-worklet/protocol';
import { MixerError } from '../src/errors.js';
import { bitsOf } from '../src/mirror/float-bits.js';
import { Mirror } from '../src/mirror/mirror.js';
import { MessageTransport } from '../src/transports/message.js';
import type { EngineInPlace } from '../src/transports/transport.js';

const LAYOUT = layout(2, 1);
const READY = { type: 'ready', block: 0, bytes: 0, limiterLatencyFrames: 0 } as const;

class FakePort {
  readonly posted: PageMessage[] = [];
  readonly transferred: ArrayBuffer[] = [];

  postMessage(message: PageMessage, transfer: ArrayBuffer[]): void {
    this.posted.push(message);
    this.transferred.push(...transfer);
  }

  /** The engine behind it, which is told what the mirror says now. */
  engine(mirror: Mirror): EngineInPlace {
    return { port: this as unknown as MessagePort, ready: READY, memory: null, words: mirror.pageWords() };
  }

  /** Address and bits of each posted word, message by message. */
  get words(): [number, number][][] {
    return this.posted.flatMap((message) => {
      if (message.type !== 'words') return [];
      const { pairs } = message;
      return [Array.from({ length: pairs.length / 2 }, (_, pair) => [pairs[pair * 2]!, pairs[pair * 2 + 1]!])];
    }) as [number, number][][];
  }
}

function attached() {
  const mirror = new Mirror(LAYOUT);
  const transport = new MessageTransport(LAYOUT);
  const port = new FakePort();
  mirror.publisher = transport;
  transport.attach(port.engine(mirror), null);
  return { mirror, transport, port };
}

/** Longer than a frame of a page that is not painted, as this one is not. */
const frame = () => pause(30);

/** What was lent as the worklet returns it. */
function metersWith(word: number, bits: number): Lent {
  const words = new Int32Array(meterWords(LAYOUT));
  words[LAYOUT.pageStart + word - LAYOUT.meters] = bits;
  return { meters: words.buffer, scope: null };
}

/** The same with `count` frames of the scope that end at frame `end`: each sample is its frame, on the right negative. */
function scopeWith(end: number, count: number): Lent {
  const words = new Int32Array(SCOPE_MESSAGE_WORDS);
  words[SCOPE_MESSAGE.end] = end;
  words[SCOPE_MESSAGE.count] = count;
  for (let nth = 0; nth < count; nth += 1) {
    words[SCOPE_MESSAGE.frames + 2 * nth] = bitsOf(end - count + nth);
    words[SCOPE_MESSAGE.frames + 2 * nth + 1] = bitsOf(-(end - count + nth));
  }
  return { ...metersWith(LAYOUT.meters, 0), scope: words.buffer };
}

describe('the message transport', () => {
  test('posts the first write of a frame in a microtask, with the version and the sequence', async () => {
    const { mirror, port } = attached();
    mirror.write(LAYOUT.strip(0), 5);
    assert.equal(port.posted.length, 0);
    await null;
    const version = LAYOUT.versions + LAYOUT.stripSection(0);
    assert.deepEqual(port.words, [
      [
        [LAYOUT.strip(0), 5],
        [version, 1],
        [HEADER.sequence, 2],
      ],
    ]);
  });

  test('posts at most once a frame after that, and only the last value of each word', async () => {
    const { mirror, port } = attached();
    mirror.write(LAYOUT.strip(0), 1);
    await null;
    for (let value = 2; value <= 50; value += 1) {
      mirror.write(LAYOUT.strip(0), value);
      await null;
    }
    assert.equal(port.words.length, 1);
    await frame();
    assert.equal(port.words.length, 2);
    const last = new Map(port.words[1]);
    assert.equal(last.get(LAYOUT.strip(0)), 50);
    assert.equal(last.get(HEADER.sequence), 100);
    assert.equal(port.words[1]!.length, 3);
    await frame();
    assert.equal(port.posted.length, 2, 'and nothing once nothing changes');
    mirror.write(LAYOUT.strip(0), 51);
    await null;
    assert.equal(port.posted.length, 3, 'then the next write goes at once again');
  });

  test('settles at once when nothing was written', async () => {
    const { transport, port } = attached();
    await transport.settled();
    assert.equal(port.posted.length, 0);
  });

  test('settles when the worklet has acknowledged what was written, and not before', async () => {
    const { mirror, transport, port } = attached();
    let settled = 0;
    mirror.write(LAYOUT.strip(0), 5);
    transport.settled().then(() => (settled += 1));
    assert.equal(port.posted.length, 1, 'it does not wait for a frame');
    const [first] = port.posted as Extract<PageMessage, { type: 'words' }>[];
    assert.equal(first!.acknowledge, true);
    mirror.write(LAYOUT.strip(0), 6);
    transport.settled().then(() => (settled += 10));
    transport.receive({ type: 'ack', epoch: first!.epoch });
    await null;
    assert.equal(settled, 1);
    transport.receive({ type: 'ack', epoch: first!.epoch + 1 });
    await null;
    assert.equal(settled, 11);
    await transport.settled();
    assert.equal(port.posted.length, 2);
  });

  test('asks again after a message that was not to be acknowledged', async () => {
    const { mirror, transport, port } = attached();
    mirror.write(LAYOUT.strip(0), 5);
    await null;
    void transport.settled();
    assert.equal(port.posted.length, 2);
    assert.deepEqual(port.words[1], []);
  });

  test('rejects who waits for it to settle when the mixer is disposed of', async () => {
    const { mirror, transport } = attached();
    mirror.write(LAYOUT.strip(0), 5);
    const settled = transport.settled();
    transport.close();
    await assert.rejects(settled, { code: 'disposed' });
  });

  test('keeps what is written while no engine is in place for the next one, and who waits with it', async () => {
    const { mirror, transport, port } = attached();
    transport.detach();
    mirror.write(LAYOUT.strip(0), 5);
    let settled = false;
    transport.settled().then(() => (settled = true));
    await frame();
    assert.equal(port.posted.length, 0);
    const next = new FakePort();
    transport.attach(next.engine(mirror), mirror.words);
    assert.equal(new Map(next.words[0]).get(LAYOUT.strip(0)), 5);
    transport.receive({ type: 'ack', epoch: (next.posted[0] as { epoch: number }).epoch });
    await null;
    assert.ok(settled);
  });

  test('rejects who waits when no engine can be made, until another is on its way', async () => {
    const { mirror, transport } = attached();
    mirror.write(LAYOUT.strip(0), 5);
    const before = transport.settled();
    transport.detach();
    const during = transport.settled();
    transport.fail(new MixerError('engine-refused', 'For the test.'));
    for (const settled of [before, during, transport.settled()]) {
      await assert.rejects(settled, { code: 'engine-refused' });
    }
    transport.expect();
    const settled = transport.settled();
    const next = new FakePort();
    transport.attach(next.engine(mirror), mirror.words);
    transport.receive({ type: 'ack', epoch: (next.posted[0] as { epoch: number }).epoch });
    await settled;
  });

  test('lends no buffer for meters while nobody reads, and the same one again and again while somebody does', async () => {
    const { transport, port } = attached();
    await frame();
    assert.equal(port.posted.length, 0);
    const word = LAYOUT.masterMeter + METERS.peakLeft;
    assert.equal(transport.load(word), 0, 'the first read is of silence');
    assert.equal(transport.load(word + 1), 0);
    await null;
    assert.deepEqual(
      port.posted.map(({ type }) => type),
      ['meters'],
    );
    transport.load(word);
    await frame();
    assert.equal(port.posted.length, 1, 'the buffer is away');
    const returned = metersWith(word, bitsOf(0.5));
    transport.receive({ type: 'meters', lent: returned });
    assert.equal(transport.load(word), bitsOf(0.5));
    await frame();
    assert.equal(port.transferred[1], returned.meters);
    await frame();
    assert.equal(port.posted.length, 2);
  });

  test('lends the next engine a buffer when somebody read while none was in place', async () => {
    const { mirror, transport } = attached();
    transport.detach();
    transport.load(LAYOUT.masterMeter);
    await frame();
    const next = new FakePort();
    transport.attach(next.engine(mirror), null);
    await null;
    assert.equal(next.posted[0]?.type, 'meters');
  });

  test('lends the buffer with the words when both are due', async () => {
    const { mirror, transport, port } = attached();
    transport.load(LAYOUT.masterMeter);
    mirror.write(LAYOUT.strip(0), 5);
    await null;
    assert.equal(port.posted.length, 1);
    assert.equal(port.transferred.length, 2);
  });

  test('keeps the largest peak until somebody takes it', () => {
    const { transport } = attached();
    const since = LAYOUT.stripMeter(1) + METERS.peakSinceReadRight;
    transport.receive({ type: 'meters', lent: metersWith(since, bitsOf(0.75)) });
    transport.receive({ type: 'meters', lent: metersWith(since, bitsOf(0.5)) });
    assert.deepEqual([transport.take(since), transport.take(since)], [bitsOf(0.75), 0]);
  });

  test('keeps the largest peak of a strip, and takes nothing for a peak that stands where one would in a strip', () => {
    const { transport } = attached();
    for (let word = LAYOUT.masterExtras; word < LAYOUT.metersEnd; word += 1) {
      transport.receive({ type: 'meters', lent: metersWith(word, bitsOf(0.75)) });
      transport.receive({ type: 'meters', lent: metersWith(word, bitsOf(0.5)) });
      assert.equal(transport.load(word), bitsOf(0.5));
    }
  });

  test('lends a buffer for the scope only when somebody has read it since, and reads on where the last one ended', async () => {
    const { transport, port } = attached();
    const [left, right] = [new Float32Array(4), new Float32Array(4)];
    const read = () => [transport.readScope(left, right), ...left, ...right];
    const lent = () => (port.posted.at(-1) as { lent: Lent }).lent;
    transport.load(LAYOUT.masterMeter);
    await null;
    assert.equal(lent().scope, null, 'the meters alone');
    transport.receive({ type: 'meters', lent: metersWith(LAYOUT.meters, 0) });
    assert.deepEqual(read(), [0, 0, 0, 0, 0, 0, 0, 0, 0], 'the first read is of silence');
    await frame();
    assert.equal(lent().scope?.byteLength, SCOPE_MESSAGE_WORDS * 4);
    transport.receive({ type: 'meters', lent: scopeWith(103, 3) });
    assert.deepEqual(read(), [103, 0, 100, 101, 102, 0, -100, -101, -102]);
    await frame();
    const returned = scopeWith(105, 2);
    transport.receive({ type: 'meters', lent: returned });
    assert.deepEqual(read(), [105, 101, 102, 103, 104, -101, -102, -103, -104]);
    await frame();
    assert.equal(lent().scope, returned.scope, 'the same buffer again');
    assert.ok(port.transferred.includes(returned.scope!));
    transport.receive({ type: 'meters', lent: returned });
    transport.load(LAYOUT.masterMeter);
    await frame();
    assert.equal(lent().scope, null, 'and none once nobody reads it any more');
  });

  test('reads silence from the scope, and no loudness, when the engine is gone', () => {
    const { transport } = attached();
    const [left, right] = [new Float32Array(1), new Float32Array(1)];
    const momentary = LAYOUT.masterExtras + MASTER_METERS.momentary;
    assert.equal(transport.load(momentary), bitsOf(Number.NEGATIVE_INFINITY));
    transport.receive({ type: 'meters', lent: scopeWith(8, 8) });
    transport.receive({ type: 'meters', lent: metersWith(momentary, bitsOf(-23)) });
    assert.deepEqual([transport.readScope(left, right), left[0], transport.load(momentary)], [8, 7, bitsOf(-23)]);
    transport.detach();
    assert.deepEqual([transport.readScope(left, right), left[0]], [0, 0]);
    assert.equal(transport.load(momentary), bitsOf(Number.NEGATIVE_INFINITY));
  });
});
