import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HEADER, LAYOUT_HASH, LIMITS, layout, MAGIC, METERS, memoryBytes, PARAMS } from 'megamixer-worklet/layout';
import { wordOf } from '../scenes/words.ts';
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
  assert.equal(new WasmEngine(1, 0, 48_000, 128).layoutHash >>> 0, LAYOUT_HASH);
});

test('the engine says its counts and its size in the first words', () => {
  for (const [strips, buses] of extremes) {
    const { words } = new WasmEngine(strips, buses, 44_100, 128);
    const header = [HEADER.magic, HEADER.layoutHash, HEADER.strips, HEADER.buses, HEADER.words].map(
      (at) => words[at]! >>> 0,
    );
    assert.deepEqual(header, [MAGIC, LAYOUT_HASH, strips, buses, layout(strips, buses).words]);
  }
});

test('the engine keeps every control where the page looks for it', () => {
  for (const [strips, buses] of extremes) {
    const { words } = new WasmEngine(strips, buses, 48_000, 128);
    const at = layout(strips, buses);
    const sections: [number, Record<string, (typeof PARAMS)['strip']['gain'] | (typeof PARAMS)['mixer']['glide']>][] = [
      [at.mixer, PARAMS.mixer as never],
      [at.master, PARAMS.master as never],
      [at.strip(0), PARAMS.strip as never],
      [at.strip(strips - 1), PARAMS.strip as never],
      ...(buses > 0
        ? ([
            [at.bus(buses - 1), PARAMS.bus],
            [at.send(0, buses - 1), PARAMS.send],
            [at.send(strips - 1, 0), PARAMS.send],
          ] as never[])
        : []),
    ];
    for (const [section, specs] of sections) {
      for (const spec of Object.values(specs)) {
        assert.equal(words[section + spec.offset], wordOf(spec, spec.default), `${strips}/${buses} ${spec.name}`);
      }
    }
  }
});

test('every strip is metered where the page looks for it', () => {
  for (const [strips, buses] of extremes) {
    const at = layout(strips, buses);
    const engine = new WasmEngine(strips, buses, 48_000, 128);
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
        const engine = new WasmEngine(strips, buses, 768_000, capacity);
        const created = engine.memory.buffer.byteLength;
        engine.presence.fill(1);
        for (let quantum = 0; quantum < 3; quantum += 1) engine.render(0, capacity);
        assert.equal(engine.memory.buffer.byteLength, created, `${strips}/${buses}/${capacity} grew`);
        assert.ok(created <= memoryBytes(strips, buses, capacity));
      }
    }
  }
});
