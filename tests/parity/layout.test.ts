import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  HEADER,
  LAYOUT_HASH,
  LIMITS,
  layout,
  MAGIC,
  METERS,
  memoryBytes,
  type RecordName,
} from 'megamixer-worklet/layout';
import { placesOf } from '../scenes/records.ts';
import { wordOf } from '../scenes/words.ts';
import { optionsFor } from './rendering-engine.ts';
import { WasmEngine } from './wasm-engine.ts';

const { strips: stripLimits, buses: busLimits, capacityFrames } = LIMITS;
const extremes = [
  [1, 0],
  [1, 16],
  [3, 1],
  [4, 2],
  [5, 5],
  [32, 4],
  [33, 3],
  [127, 15],
  [128, 0],
  [128, 16],
] as const;

test('page and engine agree on the layout', () => {
  assert.equal(new WasmEngine(optionsFor(1, 0)).layoutHash >>> 0, LAYOUT_HASH);
});

test('the engine says its counts and its size in the first words', () => {
  for (const [strips, buses] of extremes) {
    const { words } = new WasmEngine(optionsFor(strips, buses, 44_100));
    const header = [HEADER.magic, HEADER.layoutHash, HEADER.strips, HEADER.buses, HEADER.words].map(
      (at) => words[at]! >>> 0,
    );
    assert.deepEqual(header, [MAGIC, LAYOUT_HASH, strips, buses, layout(strips, buses).words]);
  }
});

test('the engine keeps every control where the page looks for it', () => {
  for (const [strips, buses] of extremes) {
    const { words } = new WasmEngine(optionsFor(strips, buses));
    const at = layout(strips, buses);
    const sections: [number, RecordName][] = [
      [at.mixer, 'mixer'],
      [at.master, 'master'],
      [at.strip(0), 'strip'],
      [at.strip(strips - 1), 'strip'],
    ];
    if (buses > 0) {
      sections.push([at.bus(buses - 1), 'bus'], [at.send(0, buses - 1), 'send'], [at.send(strips - 1, 0), 'send']);
    }
    for (const { path, spec, first } of sections.flatMap(([first, record]) => placesOf(record, first))) {
      assert.equal(words[first + spec.offset], wordOf(spec, spec.default), `${strips}/${buses} ${path}`);
    }
  }
});

test('every strip is metered where the page looks for it', () => {
  for (const [strips, buses] of extremes) {
    const at = layout(strips, buses);
    const engine = new WasmEngine(optionsFor(strips, buses));
    const strip = strips - 1;
    engine.presence[strip] = 1;
    engine.inputs.fill(0.5, strip * 256, strip * 256 + 128);
    engine.render(0, 128);
    const { words } = engine;
    const float = (word: number) => new Float32Array(words.buffer, words.byteOffset + word * 4, 1)[0]!;
    for (let other = 0; other < strips; other += 1) {
      const peaks = [METERS.peakLeft, METERS.peakRight].map((meter) => float(at.stripMeter(other) + meter));
      assert.deepEqual(peaks, other === strip ? [0.5, 0] : [0, 0], `strip ${other} of ${strips}`);
    }
    assert.deepEqual([float(at.masterMeter + METERS.peakLeft), float(at.masterMeter + METERS.peakRight)], [0.5, 0]);
  }
});

test('the memory formula is enough for any counts, and creation is the last to grow it', () => {
  const counts = (limits: { min: number; max: number }, step: number) =>
    Array.from({ length: Math.floor((limits.max - limits.min) / step) + 1 }, (_, i) => limits.min + i * step);
  for (const capacity of [capacityFrames.min, capacityFrames.max]) {
    for (const strips of [...counts(stripLimits, 13), stripLimits.max]) {
      for (const buses of [...counts(busLimits, 3), busLimits.max]) {
        const options = optionsFor(strips, buses, capacity === capacityFrames.min ? 768_000 : 48_000, capacity);
        const engine = new WasmEngine({ ...options, effects: Math.min(buses, 3), maxDelay: strips > 40 ? 0.01 : 0.1 });
        const created = engine.memory.buffer.byteLength;
        engine.presence.fill(1);
        for (let quantum = 0; quantum < 3; quantum += 1) engine.render(0, capacity);
        assert.equal(engine.memory.buffer.byteLength, created, `${strips}/${buses}/${capacity} grew`);
        assert.ok(created <= memoryBytes(engine.options));
      }
    }
  }
});
