import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BUILD_HASH } from '../src/build.gen.js';
import { HEADER, METERS, PARAMS, SCOPE_FRAMES } from '../src/layout.gen.js';
import { meterWords, SCOPE_MESSAGE, SCOPE_MESSAGE_WORDS, SCOPE_READ_FRAMES } from '../src/protocol.js';
import {
  bits,
  defaults,
  input,
  LAYOUT,
  newProcessor,
  pages,
  quantum,
  registered,
  sharedMemory,
  tell,
} from './scope.js';

const GAIN = LAYOUT.strip(0) + PARAMS.strip.gain.offset;
const VERSION = LAYOUT.versions + LAYOUT.stripSection(0);
const NONE: Float32Array[][] = [[], []];

/** The pairs of an edit that turns strip 0 off or up, as the page would write them. */
const edit = (gain: number, nth: number) => [GAIN, bits(gain), VERSION, nth, HEADER.sequence, nth * 2];

/** (module (func (export "__wbindgen_start") unreachable)) */
function trapsAtStart(): WebAssembly.Module {
  const name = [...new TextEncoder().encode('__wbindgen_start')];
  const types = [1, 4, 1, 0x60, 0, 0];
  const functions = [3, 2, 1, 0];
  const exported = [7, name.length + 4, 1, name.length, ...name, 0, 0];
  const code = [10, 5, 1, 3, 0, 0, 11];
  return new WebAssembly.Module(
    new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...types, ...functions, ...exported, ...code]),
  );
}

describe('the processor', () => {
  test('registers under a name of its build', () => {
    assert.equal(registered.name, `megamixer-${BUILD_HASH}`);
  });

  test('says that its engine is ready, and where the block is', () => {
    const memory = sharedMemory();
    const [ready] = newProcessor({ memory }).port.of('ready');
    const block = new Int32Array(memory.buffer, ready!.block, LAYOUT.words);
    assert.equal(block[HEADER.strips], LAYOUT.strips);
    assert.equal(ready!.bytes, memory.buffer.byteLength);
    assert.equal(ready!.limiterLatencyFrames, block[HEADER.limiterLatencyFrames]);
    assert.ok(ready!.limiterLatencyFrames > 0);
  });

  test('refuses another layout', () => {
    const { port } = newProcessor({ layoutHash: 1 });
    assert.deepEqual(
      port.said.map((message) => message.type === 'refused' && message.code),
      ['layout-mismatch'],
    );
  });

  test('refuses when the engine finds no room, and says how much it had', () => {
    const { initial } = pages;
    const memory = new WebAssembly.Memory({ initial, maximum: initial, shared: true });
    const processor = newProcessor({ memory });
    const [refused, ...others] = processor.port.of('refused');
    assert.equal(refused!.code, 'out-of-memory');
    assert.match(
      refused!.message,
      new RegExp(`with ${initial} of ${pages.maximum} pages of memory, and no more: RangeError`),
    );
    assert.equal(others.length, 0);
    assert.equal(quantum(processor, NONE).alive, true);
  });

  test('does not blame memory for a trap of an engine that has room', () => {
    const [refused] = newProcessor({ module: trapsAtStart() }).port.of('refused');
    assert.equal(refused!.code, 'engine-refused');
    assert.match(refused!.message, /RuntimeError: .*, with \d+ of \d+ pages of memory$/);
  });

  test('passes a strip at unity on bit for bit, and is silent without inputs', () => {
    const processor = newProcessor();
    const source = input(128, 0.1, 0.001);
    const { left, right, alive } = quantum(processor, [source, []]);
    assert.ok(alive);
    assert.deepEqual([left, right], source);
    const silent = quantum(processor, NONE);
    assert.deepEqual(silent.left, new Float32Array(128));
  });

  test('takes a quantum of any length, also one longer than its pieces', () => {
    for (const frames of [32, 64, 128, 300, 1024]) {
      const processor = newProcessor();
      const source = input(frames, 0.1, 0.0005);
      for (let round = 0; round < 3; round += 1) {
        const { left, right } = quantum(processor, [[], source], frames);
        assert.deepEqual([left, right], source, `${frames} frames`);
      }
      assert.deepEqual(processor.port.of('fault'), []);
    }
  });

  test('takes quanta whose length changes', () => {
    const processor = newProcessor();
    for (const frames of [128, 64, 256, 64, 128]) {
      const source = input(frames, 0.2, 0.001);
      assert.deepEqual(quantum(processor, [source, []], frames).left, source[0]);
    }
  });

  test('treats an input of one channel as the same on both sides', () => {
    const [mono] = input(128, 0.25);
    const { left, right } = quantum(newProcessor(), [[mono!], []]);
    assert.deepEqual([left[127], right[127]], [0.25, 0.25]);
  });

  test('plays the steps of a script at exactly their frames', () => {
    const script = [
      { frame: 0, words: edit(0.5, 1), trap: false },
      { frame: 200, words: edit(0, 2), trap: false },
    ];
    const render = (lengths: number[]) => {
      const processor = newProcessor({ script });
      const mix: number[] = [];
      for (const frames of lengths) mix.push(...quantum(processor, [input(frames, 1), []], frames).left);
      return mix;
    };
    const mix = render(new Array(4).fill(128));
    const first = mix.findIndex((sample, frame) => frame > 100 && sample !== mix[frame - 1]);
    assert.ok(first >= 200 && first <= 232, `the fade begins at ${first}`);
    assert.deepEqual(render([512]), mix, 'wherever the quanta are cut');
  });

  test('after a trap is silent, tells it once, and plays on when it is restarted', () => {
    const processor = newProcessor({ script: [{ frame: 150, words: [], trap: true }] });
    const source = [input(128, 0.5), []];
    assert.equal(quantum(processor, source).left[0], 0.5);
    for (let round = 0; round < 3; round += 1) {
      const { left, alive } = quantum(processor, source);
      assert.deepEqual(left, new Float32Array(128));
      assert.ok(alive);
    }
    assert.equal(processor.port.of('fault').length, 1);
    const words = defaults();
    words[GAIN - LAYOUT.pageStart] = bits(0.25);
    tell(processor, { type: 'restart', memory: sharedMemory(), words });
    assert.equal(processor.port.of('ready').length, 2);
    assert.equal(quantum(processor, source).left[0], 0.125, 'with the settings of the page, at once');
    assert.equal(processor.port.of('fault').length, 1);
  });

  test('is silent and tells a fault when its memory grows', () => {
    const memory = sharedMemory();
    const processor = newProcessor({ memory });
    assert.equal(quantum(processor, [input(128, 0.5), []]).left[0], 0.5);
    memory.grow(1);
    const { left } = quantum(processor, [input(128, 0.5), []]);
    assert.deepEqual(left, new Float32Array(128));
    assert.match(processor.port.of('fault')[0]!.message, /grew/);
  });

  test('has a second output for the monitor where it is asked to, in quanta of any length', () => {
    const silent = new Float32Array(1024);
    for (const frames of [128, 32, 300, 1024]) {
      const processor = newProcessor({ outputs: 2 });
      const source = input(frames, 0.1, 0.0005);
      const listen = LAYOUT.strip(0) + PARAMS.strip.listen.offset;
      const pairs = Int32Array.from([listen, 2, VERSION, 1, HEADER.sequence, 2]);
      tell(processor, { type: 'words', pairs, epoch: 1, acknowledge: false, lent: null });
      let last = quantum(processor, [source, []], frames, 2);
      for (let round = 0; round < 40; round += 1) last = quantum(processor, [source, []], frames, 2);
      assert.deepEqual(last.left, source[0], 'the mix is what it was');
      for (const channel of last.monitor!) assert.notDeepEqual(channel, silent.subarray(0, frames), `${frames} frames`);
    }
  });

  test('silences every output after a trap', () => {
    const processor = newProcessor({ outputs: 2, script: [{ frame: 0, words: [], trap: true }] });
    const outputs = [0, 1].map(() => [new Float32Array(128).fill(1), new Float32Array(128).fill(1)]);
    processor.process([input(128, 1), []], outputs);
    for (const channel of outputs.flat()) assert.deepEqual(channel, new Float32Array(128));
  });

  test('refuses more effect slots than there may be', () => {
    const { port } = newProcessor({ effects: 17 });
    assert.match(port.of('refused')[0]!.message, /code 6/);
  });

  test('writes the words of a message, and acknowledges them where it is asked to', () => {
    const processor = newProcessor();
    const words = (nth: number, acknowledge: boolean) =>
      tell(processor, {
        type: 'words',
        pairs: Int32Array.from(edit(0, nth)),
        epoch: nth,
        acknowledge,
        lent: null,
      });
    words(1, false);
    assert.deepEqual(processor.port.of('ack'), []);
    words(2, true);
    assert.deepEqual(processor.port.of('ack'), [{ type: 'ack', epoch: 2 }]);
    for (let round = 0; round < 60; round += 1) quantum(processor, [input(128, 1), []]);
    assert.deepEqual(quantum(processor, [input(128, 1), []]).left, new Float32Array(128));
  });

  test('acknowledges nothing while it has no engine', () => {
    const processor = newProcessor({ script: [{ frame: 0, words: [], trap: true }] });
    quantum(processor, NONE);
    const pairs = Int32Array.from(edit(0, 1));
    tell(processor, { type: 'words', pairs, epoch: 1, acknowledge: true, lent: null });
    assert.deepEqual(processor.port.of('ack'), []);
  });

  test('ends when it is disposed of', () => {
    const processor = newProcessor();
    tell(processor, { type: 'dispose' });
    const { left, alive } = quantum(processor, [input(128, 1), []]);
    assert.equal(alive, false);
    assert.deepEqual(left, new Float32Array(128));
    assert.deepEqual([processor.port.closed, processor.port.onmessage], [true, null]);
  });

  test('times its quanta while the load is wanted, and reads no clock otherwise', (t) => {
    const processor = newProcessor();
    const want = (wanted: number, nth: number) => {
      const pairs = Int32Array.from([LAYOUT.wantLoad, wanted, LAYOUT.versions + LAYOUT.masterSection, nth]);
      tell(processor, { type: 'words', pairs, epoch: nth, acknowledge: false, lent: null });
    };
    const timed = () => {
      const meters = new ArrayBuffer(meterWords(LAYOUT) * 4);
      tell(processor, { type: 'meters', lent: { meters, scope: null } });
      for (let round = 0; round < 10; round += 1) quantum(processor, NONE);
      const words = new Int32Array(processor.port.of('meters').at(-1)!.lent.meters);
      return [words[HEADER.busyMs], words[HEADER.timedFrames]];
    };
    let now = 1_700_000_000_000;
    let step = 1;
    const clock = t.mock.method(Date, 'now', () => (now += step));
    timed();
    assert.deepEqual(timed(), [0, 0]);
    assert.equal(clock.mock.callCount(), 0);
    want(1, 1);
    for (let round = 0; round < 7; round += 1) quantum(processor, NONE);
    want(0, 2);
    assert.deepEqual(timed(), [7, 7 * 128]);
    want(1, 3);
    for (step of [-5, 100_000]) quantum(processor, NONE);
    want(0, 4);
    timed();
    assert.deepEqual(timed(), [7, 7 * 128], 'a clock that is set counts for nothing');
  });

  // V8 makes an object of what `Date.now` returns; it is read twice.
  for (const [wanted, bytes, what] of [
    [0, 1, 'nothing in a quantum'],
    [1, 33, 'no more than two readings of the clock in one that is timed'],
  ] as const) {
    test(`allocates ${what}`, () => {
      const words = defaults();
      words[LAYOUT.wantLoad - LAYOUT.pageStart] = wanted;
      const processor = newProcessor({ words });
      const inputs = [input(128, 0.5), input(128, 0.25)];
      const outputs = [[new Float32Array(128), new Float32Array(128)]];
      const used = (quanta: number) => {
        const before = process.memoryUsage().heapUsed;
        for (let round = 0; round < quanta; round += 1) processor.process(inputs, outputs);
        return process.memoryUsage().heapUsed - before;
      };
      used(20_000);
      // The engines of JavaScript tidy up and compile when they like: the quietest of a few rounds counts.
      const least = Math.min(...Array.from({ length: 5 }, () => Math.abs(used(20_000))));
      assert.ok(least < 20_000 * bytes, `${least / 20_000} bytes a quantum`);
    });
  }
});

describe('the meters of the message transport', () => {
  const lend = (scope: ArrayBuffer | null = null) => ({ meters: new ArrayBuffer(meterWords(LAYOUT) * 4), scope });
  /** Where a word of the block is in the buffer. */
  const at = (word: number) => (word < LAYOUT.pageStart ? word : word - LAYOUT.meters + LAYOUT.pageStart);

  test('come back at once the first time, then no sooner than 16 ms of audio later', () => {
    const processor = newProcessor();
    tell(processor, { type: 'meters', lent: lend() });
    assert.equal(processor.port.of('meters').length, 1);
    tell(processor, { type: 'meters', lent: lend() });
    let quanta = 0;
    while (processor.port.of('meters').length < 2) {
      quantum(processor, NONE);
      quanta += 1;
    }
    assert.equal(quanta, Math.ceil((0.016 * 48_000) / 128) + 1);
    for (let round = 0; round < 20; round += 1) quantum(processor, NONE);
    assert.equal(processor.port.of('meters').length, 2, 'and not at all when no buffer is lent');
  });

  test('come back at once when the context has rendered all that it will', () => {
    const processor = newProcessor({ lastFrame: 256 });
    tell(processor, { type: 'meters', lent: lend() });
    quantum(processor, NONE);
    quantum(processor, NONE);
    tell(processor, { type: 'meters', lent: lend() });
    assert.equal(processor.port.of('meters').length, 2);
  });

  test('carry the counters and the levels, and take the peaks along', () => {
    const processor = newProcessor();
    const floats = () => new Float32Array(processor.port.of('meters').at(-1)!.lent.meters);
    const since = at(LAYOUT.stripMeter(0) + METERS.peakSinceReadLeft);
    for (let round = 0; round < 10; round += 1) quantum(processor, [input(128, 0.5), []]);
    tell(processor, { type: 'meters', lent: lend() });
    assert.equal(floats()[since], 0.5);
    assert.equal(floats()[at(LAYOUT.stripMeter(0) + METERS.peakLeft)], 0.5);
    assert.equal(new Int32Array(floats().buffer)[at(HEADER.quanta)], 10);
    for (let round = 0; round < 10; round += 1) quantum(processor, NONE);
    tell(processor, { type: 'meters', lent: lend() });
    assert.equal(floats()[since], 0);
  });

  test('come with the words in one message', () => {
    const processor = newProcessor();
    const pairs = Int32Array.from(edit(0.5, 1));
    tell(processor, { type: 'words', pairs, epoch: 1, acknowledge: false, lent: lend() });
    assert.equal(processor.port.of('meters').length, 1);
  });

  test('carry the frames of the scope that the page has not got yet, each once, and as many as it may read', () => {
    const processor = newProcessor();
    const want = LAYOUT.master + PARAMS.master.wantScope.offset;
    const version = LAYOUT.versions + LAYOUT.masterSection;
    const pairs = Int32Array.from([want, 1, version, 1, HEADER.sequence, 2]);
    tell(processor, { type: 'words', pairs, epoch: 1, acknowledge: false, lent: null });
    let frame = 0;
    const play = (quanta: number) => {
      for (let round = 0; round < quanta; round += 1, frame += 128) {
        quantum(processor, [input(128, frame * 1e-6, 1e-6), []]);
      }
    };
    const scope = () => {
      tell(processor, { type: 'meters', lent: lend(new ArrayBuffer(SCOPE_MESSAGE_WORDS * 4)) });
      const told = new Int32Array(processor.port.of('meters').at(-1)!.lent.scope!);
      const [end, count] = [told[SCOPE_MESSAGE.end]!, told[SCOPE_MESSAGE.count]!];
      const floats = new Float32Array(told.buffer, SCOPE_MESSAGE.frames * 4);
      for (let nth = 0; nth < count; nth += 1) {
        const sample = Math.fround((end - count + nth) * 1e-6);
        assert.ok(Math.abs(floats[nth * 2]! - sample) < 1e-8 && floats[nth * 2 + 1] === -floats[nth * 2]!);
      }
      return { end, count };
    };
    play(10);
    assert.deepEqual(scope(), { end: 1280, count: 1280 });
    play(7);
    assert.deepEqual(scope(), { end: 2176, count: 896 });
    play(SCOPE_FRAMES / 128 - 10);
    assert.deepEqual(scope(), { end: frame, count: SCOPE_READ_FRAMES }, 'around the end of the ring');
  });
});
