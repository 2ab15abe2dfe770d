import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { describeEngine, describeTwice, engine, pageWith } from '../../harness/engine.ts';
import { drag, handOf, keys } from '../../harness/hand.ts';

const inPage = pageWith<typeof import('../../page/elements-hand.ts')>('elements-hand');

const near = (found: number, wanted: number, within: number, what = '') =>
  assert.ok(Math.abs(found - wanted) <= within, `${what} ${found} is not ${wanted}`);

// WebKit's driver has no hand for that.
if (engine !== 'webkit') {
  describeTwice('elements: what a hand does, step by step', () => {
    test('a drag is one step, also where an app binds the same control again at each input', async () => {
      await inPage(async (page, opened) => {
        await page.set();
        await page.bindAtEachInput();
        await drag(opened, await page.middle('one', '.thumb'), 40);
        const log = await page.log();
        assert.deepEqual([log.length > 5, log.indexOf('one change')], [true, log.length - 1], log.join());
        assert.deepEqual(await page.steps(), ['strips[0].gain']);
      });
    });

    test('a wheel and what is done next elsewhere are two steps, however soon that is', async () => {
      await inPage(async (page, opened) => {
        const { mouse, keyboard } = handOf(opened);
        const wheel = async (id: 'one' | 'two') => {
          const { db } = await page.state(id);
          const [x, y] = await page.middle(id, '.thumb');
          await mouse.move(x, y);
          await mouse.wheel({ deltaY: 120 });
          await page.moved(id, db);
        };
        const deeds: Record<string, () => Promise<void>> = {
          'strips[1].mute': async () => mouse.click(...(await page.middle('mute', 'button'))),
          'strips[1].gain': () => wheel('two'),
          'strips[2].gain': async () => mouse.click(...(await page.button())),
        };
        for (const [path, deed] of Object.entries(deeds)) {
          await page.set();
          await wheel('one');
          await deed();
          assert.deepEqual(await page.steps(), [path, 'strips[0].gain']);
        }
        await page.set();
        await page.focus('two');
        await wheel('one');
        await keyboard.press('r');
        assert.deepEqual(await page.steps(), ['strips[2].gain', 'strips[0].gain']);
        await page.set();
        await page.focus('one');
        await keys(opened, 'ArrowDown', 'r', 'ArrowDown');
        assert.deepEqual(await page.steps(), ['strips[0].gain', 'strips[2].gain', 'strips[0].gain']);
        assert.deepEqual((await page.log()).slice(0, 3), ['one input', 'one change', 'one input']);
      });
    });

    test('a wheel and keys on one fader are one step, with Shift and without', async () => {
      await inPage(async (page, opened) => {
        const { mouse, keyboard } = handOf(opened);
        await page.set();
        await page.focus('one');
        await mouse.move(...(await page.middle('one', '.thumb')));
        await mouse.wheel({ deltaY: 120 });
        await page.moved('one', 0);
        await keys(opened, 'ArrowDown');
        await keyboard.down('Shift');
        await keys(opened, 'ArrowDown');
        await keyboard.up('Shift');
        assert.equal((await page.state('one')).db, -3.1);
        assert.deepEqual(await page.steps(), ['strips[0].gain']);
      });
    });

    test('a hand goes on from where an undo, a wheel or code has put its fader', async () => {
      await inPage(async (page, opened) => {
        const { mouse } = handOf(opened);
        await page.set();
        const pixel = 1 / (await page.travel('one'));
        const [x, middle] = await page.middle('one', '.thumb');
        // Firefox has whole pixels.
        const y = Math.round(middle);
        const at = async () => (await page.state('one')).position;
        const before = await at();
        await mouse.move(x, y);
        await mouse.down();
        await mouse.move(x, y + 60, { steps: 4 });
        near(await at(), before - 60 * pixel, 1e-4, 'dragged');
        await page.undo();
        await mouse.move(x, y + 61);
        near(await at(), before - pixel, 1e-4, 'undone');
        await page.write('one', -30);
        const written = await at();
        await mouse.move(x, y + 51);
        near(await at(), written + 10 * pixel, 1e-4, 'written');
        const { db, position } = await page.state('one');
        await mouse.wheel({ deltaY: -300 });
        await page.moved('one', db);
        const turned = await at();
        assert.ok(turned > position);
        await mouse.move(x, y + 50);
        near(await at(), turned + pixel, 1e-4, 'turned');
        await mouse.up();
      });
    });

    test('a hand that goes beyond the end of a fader does not slip on it', async () => {
      await inPage(async (page, opened) => {
        const { mouse } = handOf(opened);
        await page.set();
        const [x, middle] = await page.middle('one', '.thumb');
        const y = Math.round(middle);
        const { position } = await page.state('one');
        await mouse.move(x, y);
        await mouse.down();
        for (const end of [2, 500]) {
          await mouse.move(x, end, { steps: 7 });
          assert.equal((await page.state('one')).position, end < y ? 1 : 0);
          await mouse.move(x, y, { steps: 13 });
          near((await page.state('one')).position, position, 1e-4, `from ${end}`);
        }
        await mouse.up();
      });
    });

    test('what was left of a turn of the wheel is forgotten after a pause', async () => {
      await inPage(async (page, opened) => {
        await page.set();
        const { mouse } = handOf(opened);
        await mouse.move(...(await page.middle('one', '.thumb')));
        for (const deltaY of [50, 50, 60]) {
          await mouse.wheel({ deltaY });
          await pause(800);
        }
        assert.equal((await page.state('one')).db, -1);
        await mouse.wheel({ deltaY: 40 });
        await mouse.wheel({ deltaY: 20 });
        await pause(200);
        assert.equal((await page.state('one')).db, -2);
      });
    });

    test('a key that takes characters which are being put together takes no name yet', async () => {
      await inPage(async (page, opened) => {
        await page.set();
        await page.focusName();
        await keys(opened, 'F2', 'k', 'a');
        assert.deepEqual(await page.composed('Enter'), { text: 'ka', name: '' });
        assert.deepEqual(await page.composed('Escape'), { text: 'ka', name: '' });
        await keys(opened, 'Enter');
        assert.equal(await page.name(), 'ka');
      });
    });
  });
}

if (engine === 'chromium') {
  describeEngine('elements: strokes and taps of a finger', () => {
    test('two quick strokes from the same spot move a fader twice, and two taps reset it', async () => {
      await inPage(async (page, opened) => {
        await page.set();
        const { touchscreen } = handOf(opened);
        const [x, y] = await page.middle('one', '.thumb');
        const stroke = async (by: number) => {
          const finger = await touchscreen.touchStart(x, y);
          await finger.move(x, y + by);
          await finger.end();
        };
        const pixel = 1 / (await page.travel('one'));
        const before = await page.state('one');
        await stroke(25);
        await stroke(25);
        near((await page.state('one')).position, before.position - 50 * pixel, 1e-4, 'two strokes');
        await touchscreen.tap(x, y);
        near((await page.state('one')).position, before.position - 50 * pixel, 1e-4, 'and a tap');
        await touchscreen.tap(x, y);
        assert.equal((await page.state('one')).db, 0);
        assert.deepEqual(await page.steps(), ['strips[0].gain', 'strips[0].gain', 'strips[0].gain']);
        await page.write('one', -10);
        // Fingers roll.
        await stroke(3);
        await touchscreen.tap(x, y);
        assert.equal((await page.state('one')).db, 0);
      });
    });
  });
}
