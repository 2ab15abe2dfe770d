import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from '../../drivers/driver.ts';
import { backends, describeEngine, describeOnce, openUrl, pageWith, servers } from '../../harness/engine.ts';
import { startViteApp } from '../../harness/vite-app.ts';

const inPage = pageWith<typeof import('../../page/hot-reload.ts')>('hot-reload');

describeEngine('hot reload', () => {
  for (const backend of backends) {
    for (const worklet of ['carried', 'served'] as const) {
      test(`an edit of the worklet is heard in the same page and context, ${worklet}, ${backend}`, async () => {
        // The edit halves the level; then it is taken back.
        assert.deepEqual(await inPage((page) => page.reload(backend, worklet)), [0.5, 0.25, 0.5]);
      });
    }
  }
});

const build = async (name: string) => (await fetch(servers.isolated.url(`/${name}/megamixer.js`))).text();

/** What comes out of the present mixer of the app, fed a constant by a source of its own. */
const heard = (page: Page) =>
  page.evaluate<number>(`(async () => {
    const { context, mixer } = app;
    const analyser = new AnalyserNode(context);
    mixer.node.connect(analyser);
    const source = new ConstantSourceNode(context);
    mixer.strips[6].connect(source);
    source.start();
    const from = context.currentTime;
    while (context.currentTime < from + 0.3) await new Promise((resolve) => setTimeout(resolve, 10));
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    return samples.at(-1);
  })()`);

/** Waits for the app to have another mixer than the last one that was asked about. */
const another = (page: Page) =>
  page.evaluate<void>(`(async () => {
    while (!globalThis.app || app.mixer === globalThis.last) await new Promise((resolve) => setTimeout(resolve, 10));
    globalThis.last = app.mixer;
  })()`);

describeOnce('hot reload with Vite, as the manual says', () => {
  test('an edit of the library or of the app goes on in the same page and context, with the same settings', async () => {
    const [present, edited] = await Promise.all(['dist', 'dist-edited'].map(build));
    const vite = await startViteApp(present!);
    const page = await openUrl(vite.url);
    try {
      await another(page);
      await page.evaluate(
        `Object.assign(globalThis, { first: app }) && (app.mixer.strips[6].gain.value = 0.5, app.context.resume())`,
      );
      const levels = [await heard(page)];
      for (const edit of [() => vite.editLibrary(edited!), () => vite.editLibrary(present!), () => vite.editApp()]) {
        edit();
        await another(page);
        levels.push(await heard(page));
      }
      assert.deepEqual(levels, [0.5, 0.25, 0.5, 0.5]);
      // A page that was loaded anew would know of no first one.
      assert.deepEqual(
        await page.evaluate('[first.mixer !== app.mixer, first.context === app.context, first.mixer.disposed]'),
        [true, true, true],
      );
      assert.deepEqual(await page.errors(), []);
    } finally {
      await page.close();
      await vite.close();
    }
  });
});
