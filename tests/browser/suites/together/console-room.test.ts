import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Remote, remote } from '../../harness/call.ts';
import { Console } from '../../harness/console.ts';
import { describeEngine, engine } from '../../harness/engine.ts';

const PHONE = { width: 390, height: 844 };
const TABLET = { width: 820, height: 1180 };

if (engine === 'chromium') {
  describeEngine('the demo in windows of all sizes', () => {
    let demo: Console;
    let look: Remote<typeof import('../../page/console-room.ts')>;
    const start = async (viewport: typeof PHONE) => {
      demo = await Console.start('isolated', viewport);
      look = remote(demo.opened, 'console-room');
    };
    before(() => start(PHONE));

    test('a phone begins with its faders, and a larger screen with the details too', async () => {
      assert.equal((await look.room()).isOpen, false);
      await demo.close();
      await start(TABLET);
      assert.equal((await look.room()).isOpen, true);
    });

    test('details leave the faders what these need, in every window and when that is turned', async () => {
      for (const [width, height] of [
        [390, 844],
        [844, 390],
        [375, 667],
        [667, 375],
        [820, 1180],
        [1180, 820],
        [1280, 561],
        [1280, 480],
        [700, 600],
        [400, 600],
      ] as const) {
        await demo.opened.page.setViewport({ width, height });
        const { isOpen, faders, isInside } = await look.room();
        assert.ok(isOpen && isInside, `${width} by ${height}: details are out of the window`);
        assert.ok(faders >= 200, `${width} by ${height}: ${faders} pixels of faders`);
      }
    });

    test('details grow by their edge as far as the faders let them', async () => {
      await demo.opened.page.setViewport({ width: 1280, height: 620 });
      await demo.press('Height of the details', ...new Array<'ArrowUp'>(12).fill('ArrowUp'));
      assert.ok((await look.room()).faders >= 200, `${(await look.room()).faders} pixels of faders`);
      await demo.opened.page.setViewport(PHONE);
      assert.ok((await look.room()).faders >= 200, `${(await look.room()).faders} pixels of faders`);
    });

    test('the ring of what has the keyboard is whole', async () => {
      await demo.opened.page.setViewport(TABLET);
      for (const name of ['Export', 'Scenes', 'About']) {
        await look.focusOn(name);
        assert.deepEqual(await look.cut(), { at: name, pixels: 0 });
      }
    });

    test('all of that without an error', () => demo.close());
  });
}
