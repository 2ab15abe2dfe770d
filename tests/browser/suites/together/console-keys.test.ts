import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { KeyInput } from 'puppeteer-core';
import { type Remote, remote } from '../../harness/call.ts';
import { Console } from '../../harness/console.ts';
import { describeEngine, engine } from '../../harness/engine.ts';

type Keys = typeof import('../../page/console-keys.ts');

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

if (engine === 'chromium') {
  describeEngine('the demo by keyboard, and looked over', () => {
    let demo: Console;
    let keys: Remote<Keys>;
    before(async () => {
      demo = await Console.start('isolated');
      keys = remote<Keys>(demo.opened, 'console-keys');
    });

    /** Goes on until it is there, and tells what it has come by. */
    async function goTo(wanted: string, key: 'Tab' | 'back' = 'Tab'): Promise<string[]> {
      const passed: string[] = [];
      while (passed.at(-1) !== wanted) {
        assert.ok(passed.length < 60, `${wanted} is not to be reached: ${passed}`);
        if (key === 'Tab') await demo.keys('Tab');
        else await demo.chord(['Shift'], 'Tab');
        passed.push(await keys.focus());
        assert.ok(await keys.isInSight(), `${passed.at(-1)} is out of sight`);
      }
      return passed;
    }

    async function says(key: KeyInput, wanted: string): Promise<void> {
      await demo.keys(key);
      assert.equal(await keys.said(), wanted, `${await keys.focus()} after ${key}`);
    }

    test('from the start of the page through a strip, its details, and back to the transport', async () => {
      await demo.opened.page.setViewport(WIDE);
      const toConsole = await goTo('slider Kick fader');
      for (const wanted of ['textbox Session name', 'button Stop', 'button Export', 'slider Kick send to Reverb']) {
        assert.ok(toConsole.includes(wanted), `${wanted} is not in ${toConsole}`);
      }
      // One strip is a stop, and not all of them.
      assert.ok(!toConsole.some((each) => each.includes('Snare')));

      await goTo('button Kick solo', 'back');
      await says('Space', 'true');
      await demo.assertHeard('the soloed strip plays');
      await goTo('slider Kick fader');
      await says('Home', 'off');
      await demo.assertSilent('the fader is down');
      await says('Delete', '0.0 dB');
      await demo.assertHeard('the fader is back');
      await says('ArrowDown', '-1.0 dB');
      await goTo('slider Kick pan', 'back');
      await says('ArrowUp', 'R 5');
      await says('Delete', 'centre');
      await goTo('button Kick mute');
      await says('Space', 'true');
      await demo.assertSilent('the strip is muted');
      await says('Space', 'false');
      await demo.keys('ArrowRight');
      await demo.look.focuses('Snare mute');
      await demo.keys('ArrowLeft');
      await demo.look.focuses('Kick mute');

      await demo.keys('e');
      await demo.look.focuses('Kick output');
      assert.equal((await demo.look.details())?.label, 'Kick details');
      await goTo('slider Band 1');
      await demo.keys('ArrowUp');
      assert.match((await keys.said())!, /^low shelf, 62 Hz, \+3\.0 dB/);
      await demo.keys('Escape');
      await demo.look.focuses('Kick: select');
      await goTo('button Kick solo', 'back');
      await says('Space', 'false');
      await goTo('button Stop', 'back');
      await demo.keys('Enter');
      assert.equal(await keys.focus(), 'button Start');
      await demo.assertSilent('it is stopped');
      await demo.keys('Enter');
      await demo.assertHeard('it plays again');
    });

    test('in banks on a phone, all by keys', async () => {
      await demo.opened.page.setViewport(PHONE);
      await demo.press('Close the details', 'Enter');
      await demo.look.focuses('Kick: select');
      await goTo('tab Strips 1–8', 'back');
      await demo.keys('ArrowRight', 'ArrowRight');
      assert.equal(await keys.focus(), 'tab Strips 17–24');
      await goTo('slider Tabla fader');
      await demo.keys('ArrowRight', 'ArrowRight');
      await demo.look.focuses('Sub fader');
      await says('Delete', '0.0 dB');
      await demo.keys('ArrowRight');
      await demo.look.focuses('Pluck fader');
      await demo.chord(['Control'], 'End');
      await demo.look.focuses('Master fader');
      assert.ok(await keys.isInSight());
    });

    test('a VCA turns down its members, and moves none of them', async () => {
      await demo.opened.page.setViewport(WIDE);
      await demo.press('Sub solo', 'Space');
      await demo.press('Bass fader', 'Home');
      await demo.assertSilent('its VCA is down');
      assert.equal((await demo.look.spoken('Sub fader')).text, '0.0 dB');
      await demo.press('Bass: select', 'Enter');
      await demo.opened.page.locator('.member ::-p-text(Sub)').click();
      await demo.assertHeard('the strip is no member any more');
      await demo.chord(['Control'], 'z');
      await demo.assertSilent('it is a member again');
      await demo.press('Bass fader', 'Delete');
      await demo.assertHeard('its VCA is up again');
      await demo.press('Sub solo', 'Space');
    });

    test('axe-core finds nothing in the dark and by day, on a screen and on a phone', async () => {
      const axe = remote<typeof import('../../page/elements-axe.ts')>(demo.opened, 'elements-axe', {
        timeoutMs: 60_000,
      });
      const session = await demo.opened.page.createCDPSession();
      for (const viewport of [WIDE, PHONE]) {
        await demo.opened.page.setViewport(viewport);
        for (const value of ['dark', 'light']) {
          await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
          assert.deepEqual(await axe.violations(), [], `${value}, ${viewport.width} pixels wide`);
        }
      }
    });

    test('all of that without an error', () => demo.close());
  });
}
