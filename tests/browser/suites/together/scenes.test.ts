import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeEngine, pageWith, soak } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';
import type { SceneFigures } from '../../page/scenes.ts';

const inPage = pageWith<typeof import('../../page/scenes.ts')>('scenes');
const seeds = Array.from({ length: 50 }, (_, seed) => seed);
const frames = 4000;

describeEngine('scenes', () => {
  const rendered: SceneFigures[] = [];

  test('fifty random scenes sound like the same scenes of native nodes, on both transports', async (t) => {
    await inPage(async (page) => {
      for (const seed of seeds) rendered.push(await page.renderScene(seed, ['shared', 'message'], frames));
    });
    for (const [index, backend] of (['shared', 'message'] as const).entries()) {
      const quiet = rendered.filter(({ peak }) => peak <= 2);
      const audible = rendered.filter(({ peak }) => peak > 0);
      const difference = ({ mixes }: SceneFigures) => mixes[index]!.difference;
      record(t, `scenes, ${backend}`, {
        scenes: rendered.length,
        ofWhichPeakUpTo2: quiet.length,
        worstDifferenceWherePeakUpTo2: Math.max(...quiet.map(difference)),
        worstDifferenceByPeak: Math.max(...audible.map((scene) => difference(scene) / scene.peak)),
        highestPeak: Math.max(...rendered.map(({ peak }) => peak)),
      });
    }
    for (const { seed, peak, mixes } of rendered) {
      for (const { backend, difference } of mixes) {
        // Which is at most 2e-6 where the peak is at most 2.
        const bar = 1e-6 * peak;
        assert.ok(difference <= bar, `scene ${seed}, ${backend}: off by ${difference}, peak ${peak}`);
      }
    }
    assert.ok(rendered.filter(({ peak }) => peak > 0).length >= 45, 'most scenes are to be heard');
  });

  test('both transports sound the same, bit for bit', () => {
    assert.equal(rendered.length, seeds.length);
    for (const { seed, differing } of rendered) {
      assert.equal(differing, 0, `scene ${seed}: ${differing} samples differ`);
    }
  });

  test('so does the engine in JavaScript', async () => {
    await inPage(async (page) => {
      for (const { seed, mixes } of soak ? rendered : rendered.slice(0, 4)) {
        const [js] = (await page.renderScene(seed, ['js'], frames)).mixes;
        assert.deepEqual([js!.backend, js!.fingerprint], ['js', mixes[0]!.fingerprint]);
      }
    });
  });

  test('a page that is not isolated plays by messages, and sounds the same bit for bit', async () => {
    await inPage(
      async (page) => {
        for (const { seed, mixes } of rendered.slice(0, 10)) {
          const [here] = (await page.renderScene(seed, ['auto'], frames)).mixes;
          assert.deepEqual([here!.backend, here!.fingerprint], ['message', mixes[0]!.fingerprint]);
        }
      },
      { isolated: false },
    );
  });
});
