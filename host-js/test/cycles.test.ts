import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Bus } from '../src/api/bus.js';
import type { Strip } from '../src/api/strip.js';
import { MixerError } from '../src/errors.js';
import { newDesk } from './desk.js';
import { randomFrom } from './random.js';

const refused = (message?: RegExp) => (error: unknown) =>
  error instanceof MixerError && error.code === 'cycle' && (message?.test(error.message) ?? true);

function quietDesk(strips = 5, buses = 3) {
  const parts = newDesk({ strips, buses });
  for (const strip of parts.desk.strips) for (const send of strip.sends) send.on.value = false;
  const [bus0, bus1, bus2] = parts.desk.buses as [Bus, Bus, Bus];
  return { ...parts, bus0, bus1, bus2, strip: parts.desk.strips[3] as Strip };
}

/** The ways from one to another, as the words of an error tell them: from, to, how. */
type Edges = [from: string, to: string, way: string][];

/** All routes as the handles say they are. */
function edgesOf({ desk }: ReturnType<typeof newDesk>): Edges {
  const edges: Edges = [];
  for (const strip of desk.strips) {
    for (const send of strip.sends)
      if (send.on.value) edges.push([`strip ${strip.index}`, `bus ${send.index}`, 'send']);
  }
  const all = [
    ...desk.strips.map((strip) => ['strip', strip] as const),
    ...desk.buses.map((bus) => ['bus', bus] as const),
  ];
  for (const [kind, handle] of all) {
    const name = `${kind} ${handle.index}`;
    const to = desk.buses.indexOf(handle.output.value as Bus);
    if (to >= 0) edges.push([name, `bus ${to}`, 'output']);
    const key = desk.buses.indexOf(handle.compressor.key.value as Bus);
    if (key >= 0 && name !== `bus ${key}`) edges.push([`bus ${key}`, name, 'key']);
  }
  return edges;
}

/** Whether anything leads back to itself, by following every way as far as it goes. */
function goesRound(edges: Edges): boolean {
  const reached = new Set(edges.map(([from, to]) => `${from} > ${to}`));
  for (let grown = true; grown; ) {
    grown = false;
    for (const way of [...reached]) {
      const [start, middle] = way.split(' > ');
      for (const [from, to] of edges) {
        if (from !== middle || reached.has(`${start} > ${to}`)) continue;
        reached.add(`${start} > ${to}`);
        grown = true;
      }
    }
  }
  return [...reached].some((way) => way.split(' > ')[0] === way.split(' > ')[1]);
}

describe('routes that go round in a circle', () => {
  test('are refused with the way round, and nothing changes', () => {
    const parts = quietDesk();
    const { desk, strip, bus1, mirror, edits } = parts;
    strip.sends[1]!.on.value = true;
    const [before, published] = [mirror.words.slice(), edits.length];
    assert.throws(
      () => (strip.compressor.key.value = bus1),
      refused(/^strip 3 → bus 1 \(send\) → strip 3 \(key\) goes round in a circle: switch one of them off\. /),
    );
    assert.deepEqual([mirror.words, edits.length], [before, published]);
    assert.equal(strip.compressor.key.value, null);
    strip.sends[1]!.on.value = false;
    strip.compressor.key.value = bus1;
    assert.throws(() => (strip.sends[1]!.on.value = true), refused());
    assert.throws(() => (strip.output.value = bus1), refused(/^strip 3 → bus 1 \(output\) → strip 3 \(key\) /));
    assert.equal(strip.output.value, desk.master);
  });

  test('are refused from bus to bus, and a bus that goes to itself', () => {
    const { bus0, bus1, bus2, desk } = quietDesk();
    assert.throws(() => (bus1.output.value = bus1), refused(/^bus 1 → bus 1 \(output\) goes/));
    bus0.output.value = bus1;
    bus1.output.value = bus2;
    assert.throws(
      () => (bus2.output.value = bus0),
      refused(/^bus \d → .*\(output\) → .*\(output\) → bus \d \(output\) /),
    );
    assert.throws(() => (bus0.compressor.key.value = bus2), refused(/\(key\)/));
    bus2.output.value = desk.master;
  });

  test('are none where a strip, or the own sum, is the key, or where the master listens', () => {
    const { desk, bus0, strip } = quietDesk();
    for (const each of desk.strips) for (const send of each.sends) send.on.value = true;
    bus0.compressor.key.value = bus0;
    bus0.compressor.key.value = strip;
    strip.compressor.key.value = strip;
    desk.master.compressor.key.value = bus0;
  });

  test('may stand inside an edit, as long as they do not at its end', () => {
    const { bus0, bus1, desk, mirror, edits } = quietDesk();
    bus0.output.value = bus1;
    mirror.edit(() => {
      bus1.output.value = bus0;
      bus0.output.value = desk.master;
    });
    assert.deepEqual([bus0.output.value, bus1.output.value], [desk.master, bus0]);
    const [before, published] = [mirror.words.slice(), edits.length];
    const heard: unknown[] = [];
    desk.master.gain.subscribe(() => heard.push('gain'));
    bus0.output.subscribe(() => heard.push('output'));
    assert.throws(
      () =>
        mirror.edit(() => {
          desk.master.gain.rampTo(0, 1);
          mirror.edit(() => (bus0.output.value = bus1));
        }),
      refused(),
    );
    assert.deepEqual([mirror.words, edits.length, heard], [before, published, []]);
  });

  test('are looked for only in an edit that touches a route', (context) => {
    const { strip, mirror, bus0 } = quietDesk();
    const read = context.mock.method(mirror, 'read');
    strip.gain.value = 0.5;
    strip.sends[0]!.level.value = 0.5;
    strip.mute.value = true;
    assert.equal(read.mock.callCount(), 0);
    bus0.output.position = 1;
    assert.ok(read.mock.callCount() > 0);
  });

  test('are found exactly where following every way finds them, and what is named is one of them', () => {
    const random = randomFrom(7);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    let refusals = 0;
    for (let round = 0; round < 60; round += 1) {
      const parts = quietDesk(4, 4);
      const { desk, mirror } = parts;
      for (let step = 0; step < 40; step += 1) {
        let attempted: Edges = [];
        const before = mirror.words.slice();
        try {
          mirror.edit(() => {
            for (let write = random() * 3; write > 0; write -= 1) {
              const any = pick([...desk.strips, ...desk.buses]);
              const kind = random();
              if (kind < 0.3) any.output.value = pick(any.output.choices);
              else if (kind < 0.6) any.compressor.key.value = pick([...desk.buses, null, pick(desk.strips)]);
              else pick(pick(desk.strips).sends).on.value = random() < 0.5;
            }
            attempted = edgesOf(parts);
          });
          assert.ok(!goesRound(attempted), 'let through');
        } catch (error) {
          assert.ok(refused()(error), String(error));
          assert.ok(goesRound(attempted), 'refused without a reason');
          assert.deepEqual(mirror.words, before);
          refusals += 1;
          const [first, ...steps] = /^(.*?) goes round/.exec((error as Error).message)![1]!.split(' → ');
          let from = first!;
          for (const told of steps) {
            const [, to, way] = /^(.*) \((.*)\)$/.exec(told)!;
            assert.ok(
              attempted.some((edge) => edge[0] === from && edge[1] === to && edge[2] === way),
              `${from} → ${told}`,
            );
            from = to!;
          }
          assert.equal(from, first);
        }
      }
    }
    assert.ok(refusals > 200, `${refusals} refusals`);
  });

  test('are looked for in the largest mixer within a few milliseconds', () => {
    const { desk, mirror } = newDesk({ strips: 128, buses: 16 });
    // As many ways as there are: each bus keys strips that are sent to every bus after it.
    mirror.edit(() => {
      for (const strip of desk.strips) {
        const key = strip.index % 15;
        strip.compressor.key.value = desk.buses[key]!;
        for (const send of strip.sends) send.on.value = send.index > key;
      }
    });
    const send = desk.strips[5]!.sends[8]!.on;
    const searched = Array.from({ length: 40 }, () => {
      const start = performance.now();
      send.value = !send.value;
      return performance.now() - start;
    });
    assert.ok(Math.min(...searched) < 5, `${Math.min(...searched)} ms`);
  });
});
