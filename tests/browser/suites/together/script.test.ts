import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backends, describeEngine, engine, pageWith, soak } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';

const inPage = pageWith<typeof import('../../page/script.ts')>('script');
const frames = 6000;

describeEngine('script', () => {
  test('controls that move at stated frames sound the same on both transports, cut anywhere, bit for bit', async () => {
    await inPage(async (page) => {
      for (let seed = 0; seed < 10; seed += 1) {
        const whole = await page.renderScript(seed, { backend: 'shared', frames });
        assert.ok(whole.peak > 0, `script ${seed} is silent`);
        for (const backend of backends) {
          for (const cut of [false, true]) {
            const other = await page.renderScript(seed, { backend, frames, cut });
            assert.equal(
              other.fingerprint,
              whole.fingerprint,
              `script ${seed}, ${backend}, cut: ${cut}: ${other.differs}`,
            );
          }
        }
      }
    });
  });

  test('JavaScript sounds as WebAssembly does, bit for bit, while controls move', async () => {
    await inPage(async (page) => {
      for (let seed = 0; seed < (soak ? 10 : 3); seed += 1) {
        const wasm = await page.renderScript(seed, { backend: 'message', frames });
        const js = await page.renderScript(seed, { backend: 'js', frames, cut: true });
        assert.ok(wasm.peak > 0, `script ${seed} is silent`);
        assert.equal(js.fingerprint, wasm.fingerprint, `script ${seed}`);
      }
    });
  });

  for (const sampleRate of [8_000, 44_100, 96_000, 192_000]) {
    test(`they do so at ${sampleRate} Hz`, async () => {
      await inPage(async (page) => {
        const options = { frames, sampleRate };
        const whole = await page.renderScript(1, { ...options, backend: 'shared' });
        assert.ok(whole.peak > 0);
        const cut = await page.renderScript(1, { ...options, backend: 'shared', cut: true });
        const message = await page.renderScript(1, { ...options, backend: 'message' });
        assert.deepEqual([cut.fingerprint, message.fingerprint], [whole.fingerprint, whole.fingerprint]);
      });
    });
  }

  // The other browsers ignore renderSizeHint.
  for (const quantum of engine === 'chromium' ? [64, 256, 1024] : []) {
    test(`a quantum of ${quantum} frames sounds like one of 128, bit for bit`, async () => {
      await inPage(async (page) => {
        for (const backend of backends) {
          const usual = await page.renderScript(2, { backend, frames: 6144 });
          const other = await page.renderScript(2, { backend, frames: 6144, quantum });
          assert.equal(other.fingerprint, usual.fingerprint, backend);
          if (backend === 'shared') assert.notEqual(other.quanta, usual.quanta, 'the hint was not taken');
        }
      });
    });
  }

  for (const backend of backends) {
    test(`a fader glides to within 1 % of its step, then lands exactly, ${backend}`, async () => {
      await inPage(async (page) => {
        for (const glide of [0.001, 0.02, 1]) {
          const { before, afterGlide, atTheEnd } = await page.renderJump(backend, glide);
          assert.equal(before, 1);
          // Its coefficients are rounded to 32-bit float.
          assert.ok(Math.abs(afterGlide - 0.25) <= 0.01 * 0.75, `${afterGlide} after ${glide} s`);
          assert.equal(atTheEnd, 0.25);
        }
      });
    });
  }

  test('a fader that jumps or moves leaves at most -80 dB beside a sine', async (t) => {
    const levels = await inPage(async (page) => ({
      jump: await page.renderZipper('shared', 'jump'),
      '60 Hz': await page.renderZipper('shared', '60 Hz'),
    }));
    record(t, 'zipper, dB', levels);
    for (const [moves, level] of Object.entries(levels)) assert.ok(level <= -80, `${moves}: ${level} dB`);
  });
});
