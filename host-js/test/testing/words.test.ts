import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HEADER, LAYOUT_HASH, layout, MAGIC } from 'megamixer-worklet/layout';
import { Connections } from '../../src/handles/connections.js';
import { Desk } from '../../src/handles/desk.js';
import { Mirror, type Publisher } from '../../src/mirror/mirror.js';
import { assemble } from '../../src/testing/assemble.js';
import { SharedTransport } from '../../src/transports/shared.js';
import { randomFrom } from '../random.js';
import { controlsBelow } from '../settings.js';

const SHAPE = { strips: 3, buses: 3, effects: 2, maxDelay: 0.1, exclusiveSolo: true, sampleRate: 48_000 };

/** The desk of a real mixer, over the shared memory of an engine that does nothing. */
function realDesk() {
  const blockLayout = layout(SHAPE.strips, SHAPE.buses);
  const mirror = new Mirror(blockLayout);
  const transport = new SharedTransport(blockLayout);
  const memory = transport.newMemory({ initial: 4, maximum: 8 });
  const block = new Int32Array(memory.buffer, 0, blockLayout.words);
  block.set(mirror.words);
  block[HEADER.magic] = MAGIC;
  block[HEADER.layoutHash] = LAYOUT_HASH;
  const ready = { type: 'ready', block: 0, bytes: 0, limiterLatencyFrames: 0 } as const;
  transport.attach({ port: {} as MessagePort, ready, memory, words: mirror.pageWords() }, null);
  return { mirror, transport, block, desk: new Desk(mirror, transport, new Connections(), SHAPE) };
}

function testDesk() {
  const { mirror, transport, desk } = assemble(SHAPE);
  return { mirror, transport, block: transport.block, desk };
}

/** Plays random things with a desk; what was published of each, what it was refused for, and the words after it. */
function played({ mirror, transport, block, desk }: ReturnType<typeof realDesk | typeof testDesk>, seed: number) {
  const told: unknown[] = [];
  const publisher: Publisher = {
    publish(words, changed, values, versions) {
      transport.publish(words, changed, values, versions);
      told.push([...changed.subarray(0, values + versions)].map((word) => [word, words[word]]));
    },
  };
  mirror.publishTo(publisher);
  const random = randomFrom(seed);
  const below = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const { strips, buses, master } = desk;
  const controls = controlsBelow({ strips, buses, master });
  const stops: (() => void)[] = [];
  const turn = () => {
    below(controls).position = random() * 1.2 - 0.1;
  };
  const deeds = [
    turn,
    turn,
    () => mirror.edit(() => Array.from({ length: 8 }, turn)),
    () => {
      mirror.edit(() => {
        turn();
        throw new Error('mine');
      });
    },
    () => {
      below([...strips, ...buses]).output.value = below(buses);
    },
    () => {
      below([...strips, ...buses]).compressor.key.value = below([...buses, null]);
    },
    () => below(strips).gain.rampTo(random() * 5, random()),
    () => below([...strips, ...buses, master]).meter.clearClip(),
    () => master.loudness.reset(),
    () => stops.push(master.loudness.subscribe()),
    () => stops.pop()?.(),
    () => below(controls).reset(),
    () => {
      below(strips).pan.value = Number.NaN;
    },
  ];
  for (let step = 0; step < 400; step += 1) {
    try {
      below(deeds)();
    } catch (error) {
      told.push(`${(error as Error).name}: ${(error as Error).message}`);
    }
    if (step % 20 === 0) told.push([...block.subarray(mirror.layout.pageStart, mirror.layout.pageEnd)]);
  }
  return told;
}

describe('the words of a test mixer', () => {
  test('are those that a real one publishes, edit by edit, and stand where an engine would read them', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const real = played(realDesk(), seed);
      const cycles = real.filter((each) => typeof each === 'string' && each.startsWith('MixerError'));
      assert.ok(real.length > 200 && cycles.length > 0, 'the play is too tame');
      assert.deepEqual(played(testDesk(), seed), real, `seed ${seed}`);
    }
  });

  test('are in a plain ArrayBuffer', () => {
    assert.equal(Object.prototype.toString.call(testDesk().block.buffer), '[object ArrayBuffer]');
  });
});
