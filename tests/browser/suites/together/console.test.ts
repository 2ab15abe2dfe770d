import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ChromiumPage } from '../../drivers/chromium.ts';
import { type Remote, remote } from '../../harness/call.ts';
import { describeEngine, engine, openUrl, servers } from '../../harness/engine.ts';
import { root } from '../../harness/server.ts';

type Examples = Remote<typeof import('../../page/examples.ts')>;
const silent = 1e-4;

async function withConsole(
  { isolated }: { isolated: boolean },
  use: (page: ChromiumPage['page'], look: Examples) => Promise<void>,
): Promise<void> {
  const server = isolated ? servers.isolated : servers.plain;
  const opened = (await openUrl(server.url('/examples/console/'))) as ChromiumPage;
  try {
    const { page } = opened;
    await page.setViewport({ width: 1680, height: 1000 });
    const look = remote<typeof import('../../page/examples.ts')>(opened, 'examples');
    await look.consoleIsReady();
    await page.waitForSelector('#start:not([disabled])', { timeout: 20_000 });
    await page.click('#start');
    await use(page, look);
    assert.deepEqual(await opened.errors(), []);
  } finally {
    await opened.close();
  }
}

/** Grabs a control by its cap and moves the hand. */
async function drag(page: ChromiumPage['page'], label: string, byX: number, byY: number): Promise<void> {
  const input = await page.$(`[aria-label="${label}"]`);
  const slider = await input!.evaluateHandle((element) => element.closest('.slider')!);
  const box = (await slider.asElement()!.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + byX, y + byY, { steps: 20 });
  await page.mouse.up();
}

const press = async (
  page: ChromiumPage['page'],
  label: string,
  ...keys: ('Home' | 'End' | 'ArrowUp' | 'ArrowDown')[]
) => {
  await page.focus(`[aria-label="${label}"]`);
  for (const key of keys) await page.keyboard.press(key);
};

const click = (page: ChromiumPage['page'], label: string) => page.click(`[aria-label="${label}"]`);

if (engine === 'chromium') {
  describeEngine('console', () => {
    test('the demo plays 32 strips over shared memory, and every meter that hears something moves', async () => {
      await withConsole({ isolated: true }, async (page, look) => {
        assert.ok((await look.loudest(1500)) > 0.02, 'nothing reaches the output');
        const { state, transport, strips } = await look.facts();
        assert.deepEqual([state, transport, strips], ['running', 'shared', 32]);
        const pictures = await look.meterPictures(2000);
        assert.ok(pictures.filter((count) => count > 2).length > 16, `pictures: ${pictures}`);
        assert.deepEqual(await look.nameless(), []);
        const folder = join(root, 'target/screenshots');
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'console.png'), await page.screenshot({ type: 'png' }));
      });
    });

    test('faders move sound: by hand, by key and by double-click', async () => {
      await withConsole({ isolated: true }, async (page, look) => {
        assert.ok((await look.loudest(1000)) > 0.02);
        await drag(page, 'Master fader', 0, 900);
        await look.loudest(300);
        assert.ok((await look.loudest(500)) < silent, 'the master fader is down');
        assert.match((await look.spoken('Master fader')).text ?? '', /off|minus infin|silent/i);

        await page.evaluate(() => {
          const fader = document.querySelector('[aria-label="Master fader"]')!;
          fader.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
        });
        assert.ok((await look.loudest(1000)) > 0.02, 'a double-click brings it back');

        await click(page, 'Kick solo');
        assert.equal((await look.spoken('Kick solo')).pressed, 'true');
        assert.ok((await look.loudest(1500)) > 0.005, 'the soloed strip plays');
        await press(page, 'Kick fader', 'Home');
        await look.loudest(300);
        assert.ok((await look.loudest(1000)) < silent, 'and nothing else');
        await press(page, 'Kick fader', 'End', 'ArrowDown');
        const { value } = await look.spoken('Kick fader');
        assert.ok(value > 800 && value < 1000, `an arrow key went to ${value}`);
        assert.ok((await look.loudest(1500)) > 0.005);
        await click(page, 'Kick mute');
        await look.loudest(300);
        assert.ok((await look.loudest(800)) < silent, 'mute wins over solo');
      });
    });

    test('the demo plays by messages where the page is not isolated', async () => {
      await withConsole({ isolated: false }, async (_, look) => {
        assert.ok((await look.loudest(1500)) > 0.02);
        assert.equal((await look.facts()).transport, 'message');
        const pictures = await look.meterPictures(1500);
        assert.ok(pictures.filter((count) => count > 2).length > 16, `pictures: ${pictures}`);
      });
    });
  });
}
