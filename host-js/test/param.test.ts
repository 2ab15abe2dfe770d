import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HEADER, PARAMS, PARTS, type ParamSpec, type RecordName } from 'megamixer-worklet/layout';
import type { Param } from '../src/api/param.js';
import { floatOf } from '../src/mirror/float-bits.js';
import { newDesk } from './desk.js';

/** The desk of the test, and its second strip. */
function desk() {
  const parts = newDesk({ strips: 2, buses: 1, maxDelay: 0.1 });
  const { strips, buses, master } = parts.desk;
  return { ...parts, LAYOUT: parts.mirror.layout, strip: strips[1]!, bus: buses[0]!, master };
}

/** Every record with the object that has its controls. */
function recordsBelow(record: RecordName, handles: object): [RecordName, object][] {
  const parts: Partial<Record<string, object>> = PARTS;
  const inside = Object.keys(parts[record] ?? {}) as RecordName[];
  const named = handles as Record<string, object>;
  return [
    [record, handles],
    ...inside.flatMap((part) => {
      const band = /^band(\d)$/.exec(part);
      return recordsBelow(part, band ? (named.bands as object[])[Number(band[1]) - 1]! : named[part]!);
    }),
  ];
}

describe('a control', () => {
  test('exists for every parameter of the schema, at its default', () => {
    const { strip, bus, master, mixer } = desk();
    const records = [
      ...recordsBelow('strip', strip),
      ...recordsBelow('send', strip.sends[0]!),
      ...recordsBelow('bus', bus),
      ...recordsBelow('master', master),
      ...recordsBelow('mixer', mixer),
      ...recordsBelow('vca', mixer.vcas[0]!),
    ];
    assert.deepEqual(new Set(records.map(([record]) => record)), new Set(Object.keys(PARAMS)));
    for (const [record, handles] of records) {
      const specs: Record<string, ParamSpec> = PARAMS[record];
      for (const spec of Object.values(specs)) {
        // What a costly meter says by itself.
        if (spec.name.startsWith('want')) continue;
        const param = (handles as Record<string, Param<unknown>>)[spec.name]!;
        assert.equal(param.name, spec.name);
        assert.equal(param.label, spec.label);
        const rounded = typeof param.default === 'number' ? Math.fround(param.default) : param.default;
        assert.equal(param.value, rounded, `${record}.${spec.name}`);
        const max = { output: 1, key: 3 }[spec.kind as string] ?? spec.max;
        assert.deepEqual([param.unit, param.min, param.max], [spec.unit, spec.min, max]);
        if (typeof param.default === 'number') assert.equal(param.default, spec.default);
      }
    }
    assert.equal(strip.sends[0]!.on.default, true);
    assert.equal(strip.input.default, 'stereo');
  });

  test('is the same object at every use', () => {
    const { strip, bus, master } = desk();
    assert.equal(strip.gain, strip.gain);
    assert.equal(strip.sends, strip.sends);
    assert.equal(strip.sends[0]!.level, strip.sends[0]!.level);
    assert.equal(strip.meter, strip.meter);
    assert.equal(bus.pan, bus.pan);
    assert.equal(strip.delay, strip.delay);
    assert.equal(strip.solo, strip.solo);
    assert.equal(strip.eq.bands[0].gain, strip.eq.bands[0].gain);
    assert.equal(strip.compressor.keyHighpass.on, strip.compressor.keyHighpass.on);
    assert.equal(bus.effect.type, bus.effect.type);
    assert.equal(master.truePeak, master.truePeak);
    assert.equal(master.gain, master.gain);
    assert.ok(Object.isFrozen(strip.sends));
  });

  test('reads what was set, rounded to a 32-bit float', () => {
    const { strip } = desk();
    strip.gain.value = 0.1;
    assert.equal(strip.gain.value, Math.fround(0.1));
  });

  test('clamps what is out of range', () => {
    const { strip, mixer } = desk();
    const { glide } = mixer;
    strip.pan.value = -3;
    assert.equal(strip.pan.value, -1);
    strip.trim.value = 99;
    assert.equal(strip.trim.value, 16);
    glide.value = 0;
    assert.equal(glide.value, Math.fround(0.001));
  });

  test('refuses what is no number with a TypeError, and changes nothing', () => {
    const { strip, edits } = desk();
    for (const wrong of [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      '1',
      null,
      undefined,
      {},
      1n,
    ]) {
      assert.throws(() => ((strip.gain as { value: unknown }).value = wrong), TypeError);
      assert.throws(() => strip.gain.rampTo(wrong as number, 1), TypeError);
      assert.throws(() => strip.gain.rampTo(1, wrong as number), TypeError);
      assert.throws(() => ((strip.gain as { position: unknown }).position = wrong), TypeError);
    }
    assert.throws(() => ((strip.mute as { value: unknown }).value = 1), TypeError);
    assert.throws(() => ((strip.input as { value: unknown }).value = 'quad'), {
      name: 'TypeError',
      message: /'stereo' or 'mono', not "quad"/,
    });
    assert.deepEqual(edits, []);
    assert.equal(strip.gain.value, 1);
  });

  test('writes to its own words only', () => {
    const { strip, bus, edits, LAYOUT } = desk();
    strip.gain.value = 0.5;
    strip.mute.value = true;
    strip.input.value = 'mono';
    strip.sends[0]!.tap.value = 'pre';
    strip.eq.bands[2].Q.value = 2;
    bus.effect.reverb.damping.value = 5000;
    const at = LAYOUT.strip(1);
    assert.deepEqual(edits, [
      [at + PARAMS.strip.gain.offset],
      [at + PARAMS.strip.mute.offset],
      [at + PARAMS.strip.input.offset],
      [LAYOUT.send(1, 0) + PARAMS.send.tap.offset],
      [at + PARTS.strip.eq + PARTS.eq.band3 + PARAMS.band3.Q.offset],
      [LAYOUT.bus(0) + PARTS.bus.effect + PARTS.effect.reverb + PARAMS.reverb.damping.offset],
    ]);
  });

  test('publishes a ramp with its target as one, and a plain write ends it', () => {
    const { strip, edits, mirror, LAYOUT } = desk();
    const gain = LAYOUT.strip(1) + PARAMS.strip.gain.offset;
    const words = PARAMS.strip.gain.ramp;
    const [seconds, start, count] = [words.seconds, words.start, words.count].map((word) => LAYOUT.strip(1) + word);
    strip.gain.rampTo(0.25, 3);
    assert.deepEqual(edits[0]?.toSorted(), [gain, seconds, start, count]);
    assert.equal(floatOf(mirror.read(start!)), 1, 'from what the page last set');
    strip.gain.rampTo(0.25, 3);
    assert.deepEqual(edits.pop()?.toSorted(), [start, count], 'another ramp, from wherever the first one is');
    assert.equal(floatOf(mirror.read(start!)), Number.NEGATIVE_INFINITY);
    assert.equal(strip.gain.value, 0.25);
    assert.equal(floatOf(mirror.read(seconds!)), 3);
    strip.gain.value = 0.25;
    assert.deepEqual(edits[1], [seconds], 'the same target, but at once');
    assert.equal(mirror.read(seconds!), 0);
    strip.pan.rampTo(1, -5);
    assert.deepEqual(edits[2], [LAYOUT.strip(1) + PARAMS.strip.pan.offset], 'a time before now is none');
  });

  test('shows a gain in decibels, off at the floor', () => {
    const { strip } = desk();
    strip.gain.db = -6;
    assert.equal(strip.gain.value, Math.fround(10 ** (-6 / 20)));
    assert.ok(Math.abs(strip.gain.db + 6) < 1e-6);
    strip.gain.db = -100;
    assert.deepEqual([strip.gain.value, strip.gain.db], [0, Number.NEGATIVE_INFINITY]);
    strip.gain.db = -99;
    assert.ok(strip.gain.value > 0);
    strip.gain.value = 5e-6;
    assert.equal(strip.gain.value, 0, 'below the floor, off');
    strip.gain.db = -99;
    strip.gain.db = Number.NEGATIVE_INFINITY;
    assert.equal(strip.gain.value, 0);
    strip.gain.db = 100;
    assert.equal(strip.gain.value, 4);
    assert.throws(() => (strip.gain.db = Number.NaN), TypeError);
    assert.throws(() => (strip.gain.db = Number.POSITIVE_INFINITY), TypeError);
  });

  test('goes through its taper and back', () => {
    const { strip, mixer } = desk();
    const { glide } = mixer;
    strip.gain.position = 0.5;
    assert.equal(strip.gain.value, 0.25);
    assert.equal(strip.gain.position, 0.5);
    strip.pan.position = 0.5;
    assert.equal(strip.pan.value, 0);
    strip.pan.position = 7;
    assert.equal(strip.pan.value, 1);
    strip.mute.position = 1;
    assert.equal(strip.mute.value, true);
    strip.input.position = 1;
    assert.deepEqual([strip.input.value, strip.input.position], ['mono', 1]);
    glide.position = 1;
    assert.equal(glide.value, 1);
    strip.gate.ratio.position = 0.5;
    assert.equal(strip.gate.ratio.value, 10, 'even in octaves');
    strip.gate.hold.position = 0.5;
    assert.equal(strip.gate.hold.value, 0.25, 'cubic');
  });

  test('resets to its default', () => {
    const { strip } = desk();
    strip.sends[0]!.on.value = false;
    strip.sends[0]!.on.reset();
    strip.gain.value = 2;
    strip.gain.reset();
    assert.deepEqual([strip.sends[0]!.on.value, strip.gain.value], [true, 1]);
  });

  test('says where a slider stands once it is reset', () => {
    const { strip, mixer } = desk();
    const send = strip.sends[0]!;
    const { glide } = mixer;
    const controls = [strip.gain, strip.pan, strip.eq.bands[1]!.frequency, glide, send.on, strip.mute, strip.panLaw];
    for (const control of [...controls, strip.output, strip.compressor.key]) {
      control.position = control.defaultPosition < 0.5 ? 1 : 0;
      assert.notEqual(control.position, control.defaultPosition, control.name);
      control.reset();
      // What is set is rounded to f32.
      assert.ok(Math.abs(control.position - control.defaultPosition) < 1e-6, control.name);
    }
  });

  test('tells subscribers once an edit, whoever wrote, until they end it', () => {
    const { strip, mirror } = desk();
    const heard: number[] = [];
    const stop = strip.gain.subscribe((gain) => heard.push(gain.value));
    const listener = () => heard.push(-1);
    const stops = [strip.gain.subscribe(listener), strip.gain.subscribe(listener)];
    mirror.edit(() => {
      strip.gain.value = 0.5;
      strip.gain.value = 0.25;
      strip.pan.value = 1;
    });
    assert.deepEqual(heard, [0.25, -1, -1]);
    stops[0]!();
    stops[0]!();
    strip.gain.value = 1;
    assert.deepEqual(heard, [0.25, -1, -1, 1, -1]);
    stop();
    stops[1]!();
    strip.gain.value = 2;
    assert.equal(heard.length, 5);
  });

  test('publishes a command as one more of its counter', () => {
    const { strip, edits, mirror } = desk();
    strip.meter.clearClip();
    strip.meter.clearClip();
    assert.equal(mirror.read(edits[0]![0]!), 2);
    assert.equal(mirror.read(HEADER.sequence), 4);
  });

  test('reports what a subscriber throws, and tells the others', async (context) => {
    const { strip } = desk();
    const heard: string[] = [];
    const reported: unknown[] = [];
    context.mock.method(globalThis, 'queueMicrotask', (report: () => void) => {
      try {
        report();
      } catch (error) {
        reported.push(error);
      }
    });
    const mine = new Error('mine');
    strip.gain.subscribe(() => {
      throw mine;
    });
    strip.gain.subscribe(() => heard.push('second'));
    strip.gain.value = 0.5;
    assert.deepEqual([heard, reported], [['second'], [mine]]);
    assert.equal(strip.gain.value, 0.5);
  });

  test('of alignment delay goes as far as the mixer was made for', () => {
    const [strip] = newDesk({ maxDelay: 0.02 }).desk.strips;
    strip!.delay.value = 0.05;
    assert.equal(strip!.delay.value, Math.fround(0.02));
    assert.equal(strip!.delay.max, 0.02);
    strip!.delay.position = 0.5;
    assert.equal(strip!.delay.value, Math.fround(0.0025));
    const [without] = newDesk({ maxDelay: 0 }).desk.strips;
    without!.delay.value = 0.05;
    assert.deepEqual([without!.delay.value, without!.delay.position], [0, 0]);
  });
});
