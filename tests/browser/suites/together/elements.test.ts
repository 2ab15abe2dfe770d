import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KeyInput } from 'puppeteer-core';
import { remote } from '../../harness/call.ts';
import { describeEngine, describeTwice, engine, openUrl, pageWith } from '../../harness/engine.ts';
import { drag, handOf, keys } from '../../harness/hand.ts';
import { codeIn } from '../../harness/manual.ts';
import { startSite } from '../../harness/site.ts';

type Elements = typeof import('../../page/elements.ts');

const inPage = pageWith<Elements>('elements');
const inFresh = pageWith<typeof import('../../page/elements-defined.ts')>('elements-defined');
const inHeard = pageWith<typeof import('../../page/elements-heard.ts')>('elements-heard');

const near = (found: number, wanted: number, within: number, what = '') =>
  assert.ok(Math.abs(found - wanted) <= within, `${what} ${found} is not ${wanted}`);

describeEngine('elements', () => {
  test('they show what their controls say, whoever sets it', async () => {
    await inPage(async (page) => {
      await page.set();
      const { thumb, ...fader } = await page.said('fader');
      assert.deepEqual(fader, { label: 'Kick fader', text: '0.0 dB', now: 0, value: 1, position: fader.position });
      near(thumb!, fader.position, 0.005);
      await page.write('fader', 10 ** (-12 / 20));
      const lower = await page.said('fader');
      assert.deepEqual([lower.text, lower.now], ['-12.0 dB', -12]);
      near(lower.thumb!, lower.position, 0.005);
      await page.write('fader', 0);
      assert.deepEqual([(await page.said('fader')).text, (await page.said('fader')).thumb], ['off', 0]);
      await page.write('pan', -0.2);
      assert.deepEqual([(await page.said('pan')).text, (await page.said('pan')).now], ['L 20', -20]);
      await page.write('pan', 0);
      assert.equal((await page.said('pan')).text, 'centre');
      const frequency = await page.said('frequency');
      assert.deepEqual([frequency.label, frequency.text], ['Frequency', '400 Hz']);
      await page.reset();
    });
  });

  test('another control is followed instead of the one before, none while out of the page', async () => {
    await inPage(async (page) => {
      await page.set();
      assert.deepEqual(await page.rebound(), {
        ...{ unbound: 'not connected', bound: 1, left: 0, before: '0.0 dB', after: '-3.0 dB' },
        ...{ outside: 0, again: '-40.0 dB', back: 1 },
      });
    });
  });

  test('what is no control is refused, and the element keeps its own', async () => {
    await inPage(async (page) => {
      await page.set();
      const complaints = await page.refused();
      assert.equal(complaints.length, 5);
      for (const complaint of complaints)
        assert.match(complaint, /^TypeError: mm-\w+\.\w+ takes .*(such as|mixer\.master)/);
      assert.equal((await page.said('fader')).text, '0.0 dB');
    });
  });

  test('a meter shows and says how loud it is, to all that show it', async () => {
    await inPage(async (page) => {
      await page.set();
      const silent = await page.metered(0);
      assert.deepEqual([silent.text, silent.figure], ['silent', '−∞']);
      const loud = await page.metered(0.5);
      assert.deepEqual([loud.text, loud.now, loud.figure], ['-6.0 dB', -6, '−6.0']);
      assert.match(loud.label!, /loudest peak -6\.0 dB\. Clear$/);
      // -6 dB is 85 % of the way up, -40 dB 15 %.
      const lit = (bar: readonly number[]) => bar.map((bright, i) => bright > silent.bar[i]! + 20);
      assert.deepEqual(lit(loud.bar), [true, true, true]);
      assert.deepEqual(lit((await page.metered(0.01)).bar), [true, false, false]);
      const [first, second] = await page.twice();
      assert.deepEqual(first, second);
      assert.deepEqual(lit(first!), [true, true]);
    });
  });

  test('a lamp that is lit goes out by a click', async () => {
    await inPage(async (page, opened) => {
      await page.set();
      assert.match((await page.clipped())!, /clipped/);
      await opened.click(...(await page.middle('meter', 'button')));
      assert.equal(await page.isClipped(), false);
    });
  });

  test('a button that stays in is pressed by a click', async () => {
    await inPage(async (page, opened) => {
      await page.set();
      await opened.click(...(await page.middle('mute', 'button')));
      assert.deepEqual(await page.log(), ['mute input', 'mute change']);
      assert.equal(await page.isMuted(), true);
    });
  });

  test('canvases have the colours of the scheme, and get others when it changes', async () => {
    await inPage(async (page) => {
      await page.set();
      const dark = await page.colours('dark');
      const light = await page.colours('light');
      assert.notEqual(dark.meter, light.meter);
      assert.notEqual(dark.text, light.text);
      assert.deepEqual(await page.colours('dark'), dark);
    });
  });

  test('what nobody can see asks for no frames and measures nothing', async () => {
    await inPage(async (page) => {
      await page.set();
      const { shown, ...hidden } = await page.hidden();
      assert.ok(shown![0] > 2 && shown![1], `shown: ${shown}`);
      for (const [why, found] of Object.entries(hidden)) assert.deepEqual(found, [0, false], why);
    });
  });

  test('loudness is written in figures', async () => {
    await inPage(async (page) => {
      await page.set();
      assert.deepEqual(await page.loudnessText(), {
        ...{ Integrated: '−13.4 LUFS', 'Short-term': '−12.2 LUFS', Momentary: '−10.5 LUFS', Range: '6.3 LU' },
        ...{ 'True peak': '−1.2 dBTP', Target: '−14.0 LUFS' },
      });
    });
  });

  test('the classes register nothing; the door that does leaves alone what is there, and takes over what waits', async () => {
    // A page of its own: what is defined stays so.
    await inFresh(
      (page) =>
        page
          .define()
          .then((found) => assert.deepEqual(found, { own: true, registeredByClasses: false, text: '-6.0 dB', off: 0 })),
      {
        csp: "script-src 'self' 'unsafe-inline'; style-src 'self'",
      },
    );
  });
});

// WebKit's driver has no hand for that.
if (engine !== 'webkit') {
  describeTwice('elements in the hand', () => {
    test('a fader that is dragged is heard at what it says', async () => {
      await inHeard(async (page, opened) => {
        await page.begin();
        near((await page.level()).heard, 0, 0.1, 'before');
        const [x, y] = await page.middle();
        await drag(opened, [x, y], 60);
        const { heard, said } = await page.level();
        assert.ok(said < -6, `it says ${said}`);
        near(heard, said, 0.1, 'after');
        await page.end();
      });
    });

    test('a drag moves it as far as the hand, from wherever it is grabbed, and finely with Shift', async () => {
      await inPage(async (page, opened) => {
        await page.set();
        await page.watchGestures();
        const before = await page.said('fader');
        const [x, y] = await page.middle('fader');
        await drag(opened, [x, y], 40);
        const after = await page.said('fader');
        // The thumb is under the hand all the way: 40 pixels of the surface less the thumb.
        near(before.thumb! - after.thumb!, 40 / (await page.travel('fader')), 0.01);
        const log = await page.log();
        assert.deepEqual([log[0], ...log.slice(-2)], ['begin', 'end', 'fader change']);
        assert.ok(log.slice(1, -2).every((line) => line === 'fader input') && log.length > 5, log.join());
        await handOf(opened).keyboard.down('Shift');
        await drag(opened, [x, y], -40);
        await handOf(opened).keyboard.up('Shift');
        near((await page.said('fader')).position - after.position, (before.position - after.position) / 10, 0.002);
        await handOf(opened).mouse.click(x, y, { count: 2 });
        assert.equal((await page.said('fader')).value, 1);
      });
    });

    test('a control that is taken away from a hand is let go of, and the hand can take the next one', async () => {
      await inPage(async (page, opened) => {
        for (const how of ['rebound', 'removed'] as const) {
          await page.set();
          await page.watchGestures();
          const { mouse } = handOf(opened);
          const [x, y] = await page.middle('fader');
          await mouse.move(x, y);
          await mouse.down();
          await page.takeAway(how);
          await mouse.move(x, y + 30, { steps: 3 });
          await mouse.up();
          assert.equal((await page.said('fader')).text, '0.0 dB', how);
          assert.deepEqual(await page.log(), ['begin', 'end'], how);
          await drag(opened, [x, y], 30);
          assert.ok((await page.said('fader')).now < -3, how);
        }
      });
    });

    test('keys move it by steps, are one gesture, and reset it', async () => {
      await inPage(async (page, opened) => {
        await page.set();
        await page.watchGestures();
        await page.focus('fader');
        const text = async () => (await page.said('fader')).text;
        await keys(opened, 'ArrowUp', 'ArrowUp', 'ArrowDown');
        assert.equal(await text(), '+1.0 dB');
        await keys(opened, 'PageDown');
        assert.equal(await text(), '-5.0 dB');
        await handOf(opened).keyboard.down('Shift');
        await keys(opened, 'ArrowUp');
        await handOf(opened).keyboard.up('Shift');
        assert.equal(await text(), '-4.9 dB');
        await keys(opened, 'Home');
        assert.equal(await text(), 'off');
        await keys(opened, 'End');
        assert.equal(await text(), '+12.0 dB');
        await keys(opened, 'Delete');
        assert.equal(await text(), '0.0 dB');
        await page.focus('pan');
        const log = await page.log();
        assert.deepEqual([log[0], ...log.slice(-2)], ['begin', 'end', 'fader change']);
        assert.equal(log.filter((line) => line !== 'fader input').length, 3, log.join());
        await keys(opened, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
        assert.equal((await page.said('pan')).text, 'L 15');
        await keys(opened, 'Backspace');
        assert.equal((await page.said('pan')).text, 'centre');
      });
    });

    test('a value is typed with its unit; what is none is said, and changes nothing', async () => {
      await inPage(async (page, opened) => {
        await page.set();
        await page.watchGestures();
        const type = async (text: string) => {
          for (const key of text) await handOf(opened).keyboard.press(key as KeyInput);
          await keys(opened, 'Enter');
        };
        await page.focus('fader');
        await type('-6dB');
        assert.equal((await page.said('fader')).text, '-6.0 dB');
        assert.deepEqual(await page.log(), ['begin', 'fader input', 'end', 'fader change']);
        assert.deepEqual(await page.entry('fader'), { text: null, invalid: null, error: null, focused: 'slider' });

        await keys(opened, 'Enter');
        assert.equal((await page.entry('fader')).text, '-6.0 dB');
        await type('loud');
        const { error, ...wrong } = await page.entry('fader');
        assert.deepEqual(wrong, { text: 'loud', invalid: 'true', focused: 'input' });
        assert.equal(error, 'Type decibels, such as -6, or off.');
        await keys(opened, 'Escape');
        assert.deepEqual(await page.entry('fader'), { text: null, invalid: null, error: null, focused: 'slider' });
        assert.equal((await page.said('fader')).text, '-6.0 dB');
        assert.deepEqual(await page.log(), []);

        await page.focus('pan');
        await type('L20');
        assert.equal((await page.said('pan')).text, 'L 20');
        await page.focus('frequency');
        await type('1.2k');
        assert.equal((await page.said('frequency')).text, '1.20 kHz');
      });
    });

    test('a wheel over it moves it and not the page', async () => {
      await inPage(async (page, opened) => {
        await page.set();
        await page.watchGestures();
        await page.makeTall();
        const { mouse } = handOf(opened);
        await mouse.move(...(await page.middle('fader')));
        await mouse.wheel({ deltaY: -120 });
        await mouse.wheel({ deltaY: -60 });
        await page.waitFor('fader', '+3.0 dB');
        assert.deepEqual(await page.log(), ['begin', 'fader input', 'fader input']);
        assert.equal(await page.scrolled(), 5);
      });
    });

    test('neither a mixer that is gone nor an element that is disabled is turned, and nobody is told of an error', async () => {
      await inPage(async (page, opened) => {
        await page.set();
        await page.inert();
        for (const id of ['fader', 'other'] as const) {
          const [x, y] = await page.middle(id);
          await drag(opened, [x, y], 30);
          await page.focus(id);
          await keys(opened, 'ArrowDown', 'Home');
          assert.equal((await page.said(id)).value, 1, id);
        }
        assert.deepEqual(await opened.errors(), []);
      });
    });
  });
}

if (engine === 'chromium') {
  describeEngine('elements under several fingers, and looked over', () => {
    test('two fingers move two faders at once, and two taps reset one', async () => {
      await inPage(async (page, opened) => {
        await page.set();
        const { touchscreen } = handOf(opened);
        const [one, two] = [await page.middle('fader'), await page.middle('other')];
        const first = await touchscreen.touchStart(...one);
        const second = await touchscreen.touchStart(...two);
        await first.move(one[0], one[1] + 30);
        await second.move(two[0], two[1] - 20);
        await first.move(one[0], one[1] + 50);
        // A third one on what another one holds.
        const third = await touchscreen.touchStart(one[0], one[1] + 60);
        await third.move(one[0], one[1] - 60);
        await third.end();
        await second.end();
        await first.end();
        const [down, up] = [await page.said('fader'), await page.said('other')];
        const travel = await page.travel('fader');
        near(down.thumb!, 2 ** -0.5 - 50 / travel, 0.01);
        near(up.thumb!, 2 ** -0.5 + 20 / travel, 0.01);
        await page.tellOfNoDoubleTaps();
        await touchscreen.tap(...one);
        await touchscreen.tap(...one);
        assert.equal((await page.said('fader')).value, 1);
      });
    });

    test('the page in the manual does what it says', async () => {
      const [page] = codeIn('elements.md', 'Elements', 'html');
      const served = page!
        .replaceAll('/node_modules/megamixer/', '/dist/')
        .replace('<title>', '<link rel="icon" href="data:,"><title>');
      const site = await startSite({ files: { '/': { type: 'text/html; charset=utf-8', body: served } } });
      try {
        const opened = await openUrl(site.url('/'));
        const text = (id: string) =>
          `document.querySelector('#${id}').shadowRoot.querySelector('[aria-valuetext]').ariaValueText`;
        assert.equal(await opened.evaluate(text('fader')), 'not connected');
        await handOf(opened).click('#start');
        await handOf(opened).waitForFunction(`${text('fader')} === '-12.0 dB' && ${text('meter')} !== 'silent'`, {
          timeout: 10_000,
        });
        await handOf(opened).waitForFunction(`document.querySelector('#loudness').loudness.momentary > -30`, {
          timeout: 10_000,
        });
        const axe = remote<typeof import('../../page/elements-axe.ts')>(opened, 'elements-axe');
        assert.deepEqual(await axe.violations(), []);
        assert.deepEqual(await opened.errors(), []);
        await opened.close();
      } finally {
        site.close();
      }
    });

    for (const scheme of ['dark', 'light'] as const) {
      test(`axe-core finds nothing wrong with them, ${scheme}`, async () => {
        await inPage(async (page, opened) => {
          await page.set();
          await page.colours(scheme);
          await page.clipped();
          await page.write('pan', -0.5);
          const axe = remote<typeof import('../../page/elements-axe.ts')>(opened, 'elements-axe');
          assert.deepEqual(await axe.violations(), []);
          // With a field open that says what is wrong.
          await page.focus('fader');
          await keys(opened, 'Enter', 'x', 'Enter');
          assert.equal((await page.entry('fader')).invalid, 'true');
          assert.deepEqual(await axe.violations(), []);
        });
      });
    }
  });
}
