import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LIMITS, PARAMS, PARTS } from 'megamixer-worklet/layout';
import type { Bus } from '../src/api/bus.js';
import type { KeyParam, RouteParam } from '../src/api/param.js';
import { newDesk } from './desk.js';

/** A desk on which no send is on, so that keys are free. */
function quietDesk(strips = 3, buses = 2) {
  const parts = newDesk({ strips, buses });
  for (const strip of parts.desk.strips) for (const send of strip.sends) send.on.value = false;
  return parts;
}

describe('an output', () => {
  test('is the master, or a bus: 0 in the block, or one more than its number', () => {
    const { desk, mirror } = quietDesk();
    const { output } = desk.strips[1]!;
    const word = mirror.layout.strip(1) + PARAMS.strip.output.offset;
    assert.equal(output.value, desk.master);
    assert.equal(output.default, desk.master);
    output.value = desk.buses[1]!;
    assert.deepEqual([mirror.read(word), output.value], [2, desk.buses[1]]);
    output.reset();
    assert.deepEqual([mirror.read(word), output.value], [0, desk.master]);
    desk.buses[0]!.output.value = desk.buses[1]!;
    assert.equal(mirror.read(mirror.layout.bus(0) + PARAMS.bus.output.offset), 2);
  });

  test('has a position along its choices', () => {
    const { desk } = quietDesk();
    const { output } = desk.strips[0]!;
    assert.deepEqual(output.choices, [desk.master, ...desk.buses]);
    assert.deepEqual([output.min, output.max], [0, 2]);
    output.position = 0.5;
    assert.deepEqual([output.value, output.position], [desk.buses[0], 0.5]);
    const alone = newDesk({ buses: 0 }).desk;
    alone.strips[0]!.output.position = 1;
    assert.deepEqual([alone.strips[0]!.output.value, alone.strips[0]!.output.position], [alone.master, 0]);
  });

  test('refuses what is no master or bus of this mixer with a TypeError, and changes nothing', () => {
    const { desk, edits } = quietDesk();
    const other = newDesk().desk;
    const published = edits.length;
    for (const wrong of [null, undefined, 0, 'master', {}, desk.strips[0], other.master, other.buses[0]]) {
      const set = () => ((desk.strips[0]!.output as { value: unknown }).value = wrong);
      assert.throws(set, { name: 'TypeError', message: /takes mixer\.master or one of mixer\.buses/ });
    }
    assert.equal(edits.length, published);
  });
});

describe('a key', () => {
  test('is nothing, a bus, or a strip behind as many buses as there may be', () => {
    const { desk, mirror } = quietDesk();
    const { key } = desk.strips[0]!.compressor;
    const word = mirror.layout.strip(0) + PARTS.strip.compressor + PARAMS.compressor.key.offset;
    assert.deepEqual([key.value, key.default], [null, null]);
    for (const [value, bits] of [
      [desk.buses[1]!, 2],
      [desk.strips[0]!, LIMITS.buses.max + 1],
      [desk.strips[2]!, LIMITS.buses.max + 3],
      [null, 0],
    ] as const) {
      key.value = value;
      assert.deepEqual([mirror.read(word), key.value], [bits, value]);
    }
  });

  test('has a position along its choices', () => {
    const { desk } = quietDesk();
    const { key } = desk.master.compressor;
    assert.deepEqual(key.choices, [null, ...desk.buses, ...desk.strips]);
    for (const [index, choice] of key.choices.entries()) {
      key.position = index / 5;
      assert.deepEqual([key.value, key.position], [choice, index / 5]);
    }
  });

  test('refuses the master and what is of another mixer, and changes nothing', () => {
    const { desk, edits } = quietDesk();
    const published = edits.length;
    for (const wrong of [undefined, desk.master, newDesk().desk.strips[0], 1, 'bus 1']) {
      const set = () => ((desk.buses[0]!.compressor.key as { value: unknown }).value = wrong);
      assert.throws(set, TypeError);
    }
    assert.equal(edits.length, published);
  });

  test('tells its subscribers the strip or bus', () => {
    const { desk } = quietDesk();
    const heard: unknown[] = [];
    desk.strips[0]!.compressor.key.subscribe((key: KeyParam) => heard.push(key.value));
    desk.strips[0]!.output.subscribe((output: RouteParam) => heard.push(output.value as Bus));
    desk.strips[0]!.compressor.key.value = desk.strips[2]!;
    desk.strips[0]!.output.value = desk.buses[1]!;
    assert.deepEqual(heard, [desk.strips[2], desk.buses[1]]);
  });
});
