import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTwice, engine, pageWith } from '../../harness/engine.ts';
import { keys } from '../../harness/hand.ts';

const inPage = pageWith<typeof import('../../page/elements-desk.ts')>('elements-desk');

const [WIDE, MIDDLE, NARROW] = [1280, 760, 380];

// WebKit's driver has no hand for that.
if (engine !== 'webkit') {
  describeTwice('elements: what of a console is in sight', () => {
    test('however many buses there are, strips have room, the master is there and nothing goes beyond the edge', async () => {
      await inPage(async (page) => {
        await page.set(16, 16, WIDE);
        const many = await page.room();
        assert.ok(many.strips > 0.38, `strips have ${many.strips}`);
        assert.deepEqual([many.isMasterInSight, many.beyond], [true, 0]);
        // What strips do not need is for the others.
        await page.set(2, 16, WIDE);
        const few = await page.room();
        assert.ok(few.strips < 0.2 && few.strips + few.outputs > 0.97, `${few.strips} and ${few.outputs}`);
        await page.set(32, 3, WIDE);
        const usual = await page.room();
        assert.ok(Math.abs(usual.strips + usual.outputs - 1) < 0.02, `${usual.strips} and ${usual.outputs}`);
        assert.ok(usual.outputs < 0.5, `outputs have ${usual.outputs}`);
      });
    });

    for (const width of [WIDE, MIDDLE]) {
      test(`no strip that has the keyboard is below the master, ${width} pixels wide`, async () => {
        await inPage(async (page, opened) => {
          await page.set(12, 12, width);
          await page.reveal('strip-0', 'fader');
          const found = [await page.hidden()];
          for (let i = 0; i < 26; i += 1) {
            await keys(opened, 'ArrowRight');
            found.push(await page.hidden());
          }
          assert.equal(found.at(-1)!.key, 'master');
          for (let i = 0; i < 26; i += 1) {
            await keys(opened, 'ArrowLeft');
            found.push(await page.hidden());
          }
          assert.deepEqual(
            found.filter(({ pixels }) => pixels > 0),
            [],
          );
        });
      });
    }

    test('the master is there already, and nothing scrolls when it gets the keyboard', async () => {
      await inPage(async (page, opened) => {
        await page.set(12, 2, MIDDLE);
        await page.reveal('master', 'fader');
        await keys(opened, 'Tab', 'Tab');
        assert.equal(await page.scrolled(), 0);
      });
    });

    test('names of groups go by beneath that of the master, which shares no group', async () => {
      await inPage(async (page) => {
        await page.set(12, 12, MIDDLE);
        const buses = new Array(12).fill('Out');
        await page.assign({ groups: { strips: new Array(12).fill('In'), buses, master: 'Out' } });
        assert.equal(await page.isOpaque(), true);
        assert.equal((await page.room()).isMasterInSight, true);
      });
    });

    test('Tab reaches a strip of every bank, whatever becomes of banks and VCAs', async () => {
      await inPage(async (page) => {
        await page.set(12, 3, NARROW);
        await page.reveal('strip-10');
        await page.assign({ bankSize: 4 });
        assert.deepEqual(await page.stops(), ['strip-8', 'strip-9', '[strip-10]', 'strip-11']);
        await page.assign({ bankSize: 8 });
        assert.deepEqual(await page.stops(), ['strip-8', 'strip-9', '[strip-10]', 'strip-11']);
        await page.reveal('bus-1');
        await page.assign({ names: {} });
        assert.deepEqual(await page.stops(), ['bus-0', '[bus-1]', 'bus-2', 'master']);
        await page.assign({ names: { vcas: ['Drums', 'All'] } });
        await page.reveal('vca-1');
        await page.assign({ names: {} });
        assert.equal((await page.stops()).filter((stop) => stop.startsWith('[')).length, 1);
      });
    });

    test('faders are level again when the console is back in the page', async () => {
      await inPage(async (page) => {
        await page.set(4, 1, MIDDLE);
        assert.equal(await page.levels(60), 1);
        await page.reinsert();
        assert.equal(await page.levels(90), 1);
        assert.equal(await page.levels(0), 1);
      });
    });

    test('a VCA has room for its name, and what is selected and muted can be read', async () => {
      await inPage(async (page) => {
        await page.set(4, 1, MIDDLE);
        assert.deepEqual([await page.cut('vca-0'), await page.cut('vca-1')], [0, 0]);
        assert.equal((await page.heights()).length, 1);
        await page.mute('strip-0', true);
        for (const scheme of ['dark', 'light'] as const) {
          for (const color of ['#ff7a66', 'gold', '#3a6cff', '#00d084']) {
            const found = await page.contrast('strip-0', scheme, color);
            assert.ok(found >= 4.5, `${found} on ${color}, ${scheme}`);
          }
        }
      });
    });
  });

  describeTwice('elements: what a console says and takes', () => {
    test('members of a muted VCA are not heard, and say why, however deep and whoever changes it', async () => {
      await inPage(async (page) => {
        await page.set(4, 1, MIDDLE);
        const not = { said: null, isPale: false };
        for (const [key, vca] of [
          ['strip-0', 0],
          ['vca-0', 1],
          ['vca-1', 2],
          ['vca-2', 3],
          ['bus-0', 1],
        ] as const) {
          await page.join(key, vca);
        }
        assert.deepEqual(await page.heard('strip-0'), not);
        await page.mute('vca-1', true);
        const by = { said: 'Muted by VCA Strings', isPale: true };
        for (const key of ['strip-0', 'vca-0', 'bus-0']) assert.deepEqual(await page.heard(key), by, key);
        for (const key of ['strip-1', 'master']) assert.deepEqual(await page.heard(key), not, key);
        await page.mute('vca-1', false);
        assert.deepEqual(await page.heard('strip-0'), not);
        // One that the console does not show.
        await page.mute('vca-3', true);
        const byFourth = { said: 'Muted by VCA 4', isPale: true };
        assert.deepEqual(await page.heard('strip-0'), byFourth);
        await page.join('vca-2', null);
        assert.deepEqual(await page.heard('strip-0'), not);
        await page.join('vca-1', 3);
        assert.deepEqual(await page.heard('strip-0'), byFourth);
        await page.join('strip-0', null);
        assert.deepEqual(await page.heard('strip-0'), not);
      });
    });

    test('what its user has renamed stays so, from bank to bank, until a page says names anew', async () => {
      await inPage(async (page, opened) => {
        await page.set(12, 2, NARROW);
        await page.reveal('strip-0', 'name');
        await keys(opened, 'F2', 'B', 'o', 'o', 'm', 'Enter');
        await page.reveal('bus-1', 'name');
        await keys(opened, 'F2', 'F', 'X', 'Enter');
        assert.equal(await page.called('bus-1'), 'FX');
        await page.reveal('strip-0');
        assert.equal(await page.called('strip-0'), 'Boom');
        await page.resize(MIDDLE);
        assert.deepEqual([await page.called('strip-0'), await page.captions('strip-0')], ['Boom', ['Group', 'FX']]);
        await page.assign({ names: { strips: ['Tom'] } });
        assert.deepEqual([await page.called('strip-0'), await page.called('bus-1')], ['Tom', 'Bus B']);
        await page.unassign();
        assert.equal(await page.called('strip-0'), 'Strip 1');
      });
    });

    test('a page that sets the same names again refuses another one', async () => {
      await inPage(async (page, opened) => {
        await page.set(4, 1, MIDDLE);
        await page.refuseNames();
        await page.reveal('strip-0', 'name');
        await keys(opened, 'F2', 'B', 'o', 'o', 'm', 'Enter');
        await page.hidden();
        assert.equal(await page.called('strip-0'), 'Kick');
      });
    });

    test('a wheel is taken from the page as far as there is anything to scroll to', async () => {
      await inPage(async (page) => {
        await page.set(12, 2, MIDDLE);
        assert.equal(await page.isWheelTaken('strip-0', -100), false);
        assert.equal(await page.isWheelTaken('strip-0', 100), true);
        assert.equal(await page.isWheelTaken('strip-0', 1e5), true);
        assert.equal(await page.isWheelTaken('strip-0', 100), false);
        assert.equal(await page.isWheelTaken('strip-0', -100), true);
      });
    });

    test('Left and Right are taken from its own controls only', async () => {
      await inPage(async (page) => {
        await page.set(4, 1, MIDDLE);
        assert.equal(await page.isArrowTaken(null), true);
        for (const slotted of [
          '<p contenteditable>Words</p>',
          '<p tabindex="0" role="slider" aria-valuenow="1">1</p>',
          '<input type="range">',
        ]) {
          assert.equal(await page.isArrowTaken(slotted), false, slotted);
        }
      });
    });

    test('what is selected is of its mixer', async () => {
      await inPage(async (page) => {
        await page.set(4, 1, MIDDLE);
        assert.deepEqual(await page.selectedAfter(), [true, false, false]);
      });
    });
  });
}
