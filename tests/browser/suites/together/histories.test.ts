import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transform } from 'esbuild';
import { backends, describeEngine, describeOnce, pageWith } from '../../harness/engine.ts';
import { codeIn } from '../../harness/manual.ts';

const inPage = pageWith<typeof import('../../page/state.ts')>('state');

describeEngine('the keys of a history', () => {
  test('the keys of the manual undo, but not where something is typed', async () => {
    const [program] = codeIn('state.md', 'History', 'ts');
    const { code } = await transform(program!.replace(/^import .*\n/gm, ''), { loader: 'ts' });
    await inPage(async (page) => {
      const { typed, others } = await page.undoKeys(code);
      assert.deepEqual(new Set(Object.values(typed)), new Set([false]), JSON.stringify(typed));
      assert.deepEqual(new Set(Object.values(others)), new Set([true]), JSON.stringify(others));
    });
  });
});

describeOnce('history, links and scenes', () => {
  for (const backend of backends) {
    test(`what is undone is not heard, and what is redone is heard again, bit for bit, ${backend}`, async () => {
      await inPage(async (page) => {
        const { plain, undone, set, redone } = await page.renderSteps(backend, 2);
        assert.ok(plain.peak > 0 && set.peak > 0 && plain.fingerprint !== set.fingerprint, 'the scene changes nothing');
        assert.deepEqual(undone, plain);
        assert.deepEqual(redone, set);
      });
    });

    test(`a linked fader sounds as if it had been set by hand, from the same frame on, ${backend}`, async () => {
      await inPage(async (page) => {
        const { differing, levels } = await page.renderLink(backend);
        assert.equal(differing, 0);
        assert.deepEqual(
          levels.map((level) => level.toFixed(3)),
          ['1.500', '0.750', '1.500'],
        );
      });
    });

    test(`a scene that fades is taken back in the middle of its fade, ${backend}`, async () => {
      await inPage(async (page) => {
        const { fading, undone, redone } = await page.heardOfScenes(backend);
        // It is not over yet: twelve seconds are not waited for.
        assert.ok(fading > 0.05, `${fading} is heard while it fades`);
        assert.ok(undone > 0.49 && redone < 0.2, `${undone}, then ${redone}`);
      });
    });
  }
});
