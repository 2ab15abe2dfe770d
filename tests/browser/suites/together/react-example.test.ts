import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ChromiumPage } from '../../drivers/chromium.ts';
import type { Page } from '../../drivers/driver.ts';
import { type Remote, remote } from '../../harness/call.ts';
import { describeOnce, engine, openUrl, servers, soak } from '../../harness/engine.ts';
import { root } from '../../harness/server.ts';

type Look = Remote<typeof import('../../page/react-example.ts')>;
/** Below what anybody hears, above what rounding leaves. */
const silent = 1e-4;

describeOnce('example in React', () => {
  // The demo tells whether a page that is not isolated plays by messages.
  for (const server of soak ? (['isolated', 'plain'] as const) : (['isolated'] as const)) {
    test(`it plays when it is asked to, and its faders, buttons and meters work, ${server}`, async () => {
      const page = await openUrl(servers[server].url('/examples/react/'));
      try {
        const look = remote<typeof import('../../page/react-example.ts')>(page, 'react-example');
        const { state, backend, heard } = await look.ready();
        assert.deepEqual([state, backend, heard], ['suspended', server === 'isolated' ? 'shared' : 'message', 0]);
        await look.press('Play');
        assert.ok((await look.heard(8000, 0.1)) > 0.1, 'nothing is heard');
        await assertMetersMoveWithoutReact(look);
        if (engine === 'chromium') await keepPicture(page);
        await assertControlsWork(look);
        if (engine === 'chromium') await assertKeysWork(look, page as ChromiumPage);
        assert.deepEqual(await nameless(page), []);
        const examples = remote<typeof import('../../page/examples.ts')>(page, 'examples');
        assert.ok(await examples.endNode(), 'a new node is connected to nothing');
        assert.deepEqual(await page.errors(), []);
      } finally {
        await page.close();
      }
    });
  }
});

async function assertMetersMoveWithoutReact(look: Look): Promise<void> {
  // Half a bar and more: the snare comes on every second beat.
  const { pictures, renders } = await look.meters(1500, 20);
  assert.equal(renders, 0);
  // Of eight strips, the hall and the master, left and right each.
  assert.equal(pictures.length, 20);
  for (const count of pictures) assert.ok(count > 5, `pictures of each meter: ${pictures}`);
}

async function assertControlsWork(look: Look): Promise<void> {
  await look.turn('Master', 0);
  await assertSilent(look, 'the master fader is down');
  await look.press('Reset the mix');
  assert.ok((await look.heard(8000, 0.1)) > 0.1, 'nothing is heard after a reset');

  await look.turn('Kick', 0.5);
  assert.deepEqual(await look.facts('Kick', 0), {
    ...{ position: 0.5, spoken: 'minus 12.0 decibels', muted: 'false' },
    db: 20 * Math.log10(0.25),
  });
  await look.press('Kick solo');
  await look.press('Kick mute');
  await assertSilent(look, 'the one strip that is soloed is muted');
  assert.equal((await look.facts('Kick', 0)).muted, 'true');
  await look.press('Reset the mix');
  assert.ok((await look.heard(8000, 0.1)) > 0.1, 'nothing is heard after a reset');
  assert.equal((await look.facts('Kick', 0)).muted, 'false');
}

async function assertKeysWork(look: Look, { page }: ChromiumPage): Promise<void> {
  await page.focus('[aria-label="Master fader"]');
  await page.keyboard.press('Home');
  await assertSilent(look, 'the master fader is down by its key');
  await page.keyboard.press('End');
  assert.ok((await look.heard(8000, 0.1)) > 0.1, 'nothing is heard with the fader up');
  await look.press('Reset the mix');
}

async function keepPicture(page: Page): Promise<void> {
  const folder = join(root, 'target/screenshots');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'react.png'), await page.screenshot());
}

async function assertSilent(look: Look, why: string): Promise<void> {
  // Fades, what the analyser still holds, and the hall.
  let heard = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 24 && heard >= silent; tries += 1) heard = await look.heard(400);
  assert.ok(heard < silent, `${why}: ${heard} is heard`);
}

const nameless = (page: Page) => remote<typeof import('../../page/examples.ts')>(page, 'examples').nameless();
