import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LIMITS, MEMORY_MAX_BYTES, memoryBytes, WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import type { MixerOptions } from '../src/api/mixer.js';
import { flag, memoryPages, wishesFrom } from '../src/engine/shape.js';

describe('what a mixer is made for', () => {
  test('is 32 strips, 4 buses, 4 effect slots, no delays and one output unless asked otherwise', () => {
    assert.deepEqual(wishesFrom({}), { strips: 32, buses: 4, effects: 4, maxDelay: 0, outputs: 1 });
    const asked = { strips: 8, buses: 2, effects: 16, maxDelay: 0.1, monitor: true };
    assert.deepEqual(wishesFrom(asked), { strips: 8, buses: 2, effects: 16, maxDelay: 0.1, outputs: 2 });
  });

  test('is refused out of range, and says the range', () => {
    const wrong: [MixerOptions, RegExp][] = [
      [{ strips: 0 }, /1 to 128 strips, not 0/],
      [{ buses: 1.5 }, /0 to 16 buses, not 1.5/],
      [{ effects: -1 }, /0 to 16 effect slots \(effects\), not -1/],
      [{ effects: 17 }, /not 17/],
      [{ maxDelay: 0.2 }, /maxDelay.* 0 to 0.1 seconds, not 0.2/],
      [{ maxDelay: -0.01 }, /maxDelay/],
      [{ maxDelay: Number.NaN }, /maxDelay/],
      [{ maxDelay: '0.1' as unknown as number }, /maxDelay/],
    ];
    for (const [options, message] of wrong) {
      assert.throws(() => wishesFrom(options), { code: 'counts-out-of-range', message });
    }
    assert.throws(() => wishesFrom({ monitor: 1 as unknown as boolean }), {
      name: 'TypeError',
      message: /monitor takes/,
    });
    assert.throws(() => flag('exclusiveSolo', 'yes' as unknown as boolean), { message: /exclusiveSolo takes/ });
  });
});

describe('the memory of a mixer', () => {
  const shape = { ...wishesFrom({}), capacityFrames: LIMITS.capacityFrames.default };

  test('is sized by counts, delays, effects and sample rate', () => {
    const bytes = (wishes: MixerOptions, sampleRate: number) =>
      memoryPages({ ...shape, ...wishesFrom(wishes) }, sampleRate).maximum * WASM_PAGE_BYTES;
    assert.equal(bytes({}, 48_000), memoryBytes({ ...shape, sampleRate: 48_000 }));
    assert.ok(bytes({ maxDelay: 0.1 }, 48_000) - bytes({}, 48_000) >= 32 * 8 * 0.1 * 48_000 - WASM_PAGE_BYTES);
    assert.ok(bytes({ effects: 4 }, 48_000) - bytes({ effects: 0 }, 48_000) >= 4 * 2 * 8 * 48_000);
    assert.ok(bytes({ maxDelay: 0.1 }, 96_000) > bytes({ maxDelay: 0.1 }, 48_000));
  });

  test('is refused beyond its limit, with how much was asked for and what of it can be lowered', () => {
    const large = { ...shape, ...wishesFrom({ strips: 128, buses: 16, effects: 16, maxDelay: 0.1 }) };
    for (const sampleRate of [44_100, 96_000, 192_000]) memoryPages(large, sampleRate);
    const needs = { ...large, sampleRate: 768_000 };
    const inMegabytes = (bytes: number) => `${Math.ceil(bytes / 1e6)} MB`;
    const all = memoryBytes(needs);
    assert.ok(all > MEMORY_MAX_BYTES);
    const delays = inMegabytes(all - memoryBytes({ ...needs, maxDelay: 0 }));
    const effects = inMegabytes(all - memoryBytes({ ...needs, effects: 0 }));
    const message = `take ${inMegabytes(all)}, and 256 MB is the most: at 768000 Hz, maxDelay 0.1 takes ${delays} of it and effects 16 take ${effects} of it.`;
    assert.throws(
      () => memoryPages(large, 768_000),
      (error: Error & { code?: string }) => error.code === 'memory-limit' && error.message.includes(message),
    );
  });
});
