import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remote } from '../../harness/call.ts';
import { describeEngine, describeTwice, engine, pageWith } from '../../harness/engine.ts';
import { handOf, keys } from '../../harness/hand.ts';

const inPage = pageWith<typeof import('../../page/elements-console.ts')>('elements-console');
const inHeard = pageWith<typeof import('../../page/elements-console-heard.ts')>('elements-console-heard');

/** Wide enough for rows, and so narrow that there are banks. */
const WIDE = 760;
const NARROW = 380;

const near = (found: number, wanted: number, within: number, what = '') =>
  assert.ok(Math.abs(found - wanted) <= within, `${what} ${found} is not ${wanted}`);

// WebKit's driver has no hand for that.
if (engine !== 'webkit') {
  describeTwice('elements: a console by its keys', () => {
    test('Tab goes through the controls of one strip, and the next one leaves the console', async () => {
      await inPage(async (page, opened) => {
        await page.set(4, WIDE);
        await page.focus('before');
        const walk = async () => {
          await keys(opened, 'Tab');
          return page.focused();
        };
        const found = [];
        for (let name = await walk(); name !== 'after'; name = await walk()) {
          found.push(name);
          assert.ok(found.length < 20, found.join());
        }
        assert.deepEqual(found, [
          ...['Kick send to Drums', 'Kick send to Bus B', 'Kick trim', 'Kick pan', 'Kick mute', 'Kick solo'],
          ...['Kick fader', 'Kick meter: loudest peak none. Clear', 'Kick: select'],
        ]);
      });
    });

    test('Right walks through the whole console, on the same control of each, and each is turned', async () => {
      await inPage(async (page, opened) => {
        await page.set(4, WIDE);
        await page.focus('before');
        for (let i = 0; i < 7; i += 1) await keys(opened, 'Tab');
        const found = [];
        for (let i = 0; i < 7; i += 1) {
          found.push(await page.focused());
          await keys(opened, 'ArrowUp', 'ArrowRight');
        }
        assert.deepEqual(found, [
          ...['Kick fader', 'Snare fader', 'Strip 3 fader', 'Strip 4 fader'],
          ...['Drums fader', 'Bus B fader', 'Master fader'],
        ]);
        assert.deepEqual(await page.gains(), [1, 1, 1, 1, 1, 1, 1]);
        await handOf(opened).keyboard.down('Control');
        await keys(opened, 'Home');
        await handOf(opened).keyboard.up('Control');
        assert.equal(await page.focused(), 'Kick fader');
        // What a strip has not, its fader stands for.
        await handOf(opened).keyboard.down('Shift');
        await keys(opened, 'Tab', 'Tab', 'Tab');
        await handOf(opened).keyboard.up('Shift');
        assert.equal(await page.focused(), 'Kick pan');
        await keys(opened, 'ArrowRight', 'ArrowUp');
        assert.equal(await page.focused(), 'Snare pan');
        // Back into the strip that was left.
        await page.focus('after');
        await handOf(opened).keyboard.down('Shift');
        await keys(opened, 'Tab');
        await handOf(opened).keyboard.up('Shift');
        assert.equal(await page.focused(), 'Snare: select');
      });
    });

    test('where it is narrow there are banks, by their tabs and by walking on', async () => {
      await inPage(async (page, opened) => {
        await page.set(20, NARROW);
        const first = await page.shown();
        assert.deepEqual([first.bank, first.names.length, first.names[7]], ['1–8', 8, 'Strip 8']);
        await page.focus('before');
        await keys(opened, 'Tab', 'ArrowRight', 'ArrowRight');
        const third = await page.shown();
        assert.deepEqual([third.bank, third.names], ['17–20', ['Strip 17', 'Strip 18', 'Strip 19', 'Strip 20']]);
        await keys(opened, 'End');
        assert.deepEqual((await page.shown()).names, ['Drums', 'Bus B', 'Master']);
        await keys(opened, 'Home', 'Tab', 'Tab');
        assert.equal(await page.focused(), 'Kick mute');
        for (let i = 0; i < 8; i += 1) {
          await keys(opened, 'ArrowRight');
          await page.focused();
        }
        assert.equal(await page.focused(), 'Strip 9 mute');
        assert.equal((await page.shown()).bank, '9–16');
        await page.resize(WIDE);
        assert.deepEqual([(await page.shown()).bank, (await page.shown()).names.length], [null, 23]);
      });
    });

    test('what is out of sight is not drawn, and faders are level whatever is above them', async () => {
      await inPage(async (page) => {
        await page.set(32, WIDE);
        const seen = await page.painted();
        assert.ok(seen.includes(0) && !seen.includes(31), seen.join());
        assert.equal((await page.faderTops()).length, 1);
        await page.scrollToEnd();
        assert.ok((await page.painted()).includes(31));
      });
    });

    test('a strip is selected by its name, and gets another one', async () => {
      await inPage(async (page, opened) => {
        await page.set(4, WIDE);
        await opened.click(...(await page.middle('strip', '[part~="name"]', 1)));
        const { selected, isSelected } = await page.shown();
        assert.deepEqual([selected, isSelected], [[1], true]);
        await keys(opened, 'F2', 'B', 'D', 'Enter');
        assert.deepEqual((await page.shown()).names.slice(0, 3), ['Kick', 'BD', 'Strip 3']);
        assert.deepEqual(await page.log(), ['console mm-select Snare', 'console mm-rename BD']);
        assert.equal(await page.focused(), 'BD: select');
      });
    });

    test('what is not theirs is refused, and what they leave they no longer listen to', async () => {
      await inPage(async (page) => {
        await page.set(4, WIDE);
        const complaints = await page.refused();
        assert.equal(complaints.length, 4);
        for (const complaint of complaints) assert.match(complaint, /^TypeError: mm-\w+\.\w+ takes /);
        assert.match(complaints[1]!, /a strip, a bus, the master or a VCA/);
        const [yes, no] = [
          [true, true, true],
          [false, false, false],
        ];
        assert.deepEqual(await page.unbound(), { bound: yes, elsewhere: [true, false, false], nowhere: no, strips: 0 });
      });
    });
  });

  describeTwice('elements: an equaliser and a compressor', () => {
    test('mute by a key is heard, and so is a handle that keys have moved', async () => {
      await inHeard(async (page, opened) => {
        await page.begin();
        near(await page.heard(), 0, 0.1, 'before');
        await page.focusMute();
        await keys(opened, ' ');
        assert.ok((await page.heard()) < -100, 'muted');
        await keys(opened, ' ');
        await page.focusBand();
        for (let i = 0; i < 12; i += 1) await keys(opened, 'ArrowUp', 'ArrowRight');
        await keys(opened, 'PageUp', 'PageUp');
        const { text, db } = await page.expected();
        assert.match(text, /^peaking, 800 Hz, \+6\.0 dB, Q /);
        assert.ok(db > 3, `${db} dB`);
        near(await page.heard(), db, 0.5, text);
        await page.end();
      });
    });

    test('a handle is where its band is, whoever sets it, and the curve goes through it', async () => {
      await inPage(async (page) => {
        await page.set(4, WIDE);
        assert.deepEqual(await page.said('2'), { label: 'Band 2', text: 'peaking, 400 Hz, 0.0 dB, Q 0.71', now: 400 });
        assert.equal((await page.said('HP')).text, 'off, 80 Hz, 12 dB per octave');
        await page.setBand(800, 9);
        assert.deepEqual(await page.said('2'), { label: 'Band 2', text: 'peaking, 800 Hz, +9.0 dB, Q 0.71', now: 800 });
        const { across, up } = await page.handleAt('2');
        near(across, Math.log2(40) / Math.log2(1000), 0.005);
        near(up, 0.75, 0.005);
        assert.deepEqual([await page.isCurveAt(800, 9), await page.isCurveAt(800, 3)], [true, false]);
      });
    });

    test('a drag moves frequency and gain as far as the hand, in one gesture; a double click resets', async () => {
      await inPage(async (page, opened) => {
        await page.set(4, WIDE);
        await page.watchGestures();
        const { width, height, ...at } = await page.handleAt('2');
        // Firefox has whole pixels.
        const [x, y] = [Math.round(at.x), Math.round(at.y)];
        const { mouse } = handOf(opened);
        await mouse.move(x, y);
        await mouse.down();
        await mouse.move(x + 40, y - 24, { steps: 4 });
        await mouse.up();
        const { text, now } = await page.said('2');
        near(now, 400 * 1000 ** (40 / width), 5, 'Hz');
        near(gainIn(text), (24 / height) * 36, 0.11, 'dB');
        const log = await page.log();
        const gesture = ['frequency', 'gain', 'Q'];
        assert.deepEqual(
          log.slice(0, 3),
          gesture.map((name) => `begin ${name}`),
        );
        assert.deepEqual(log.slice(-4), [...gesture.map((name) => `end ${name}`), 'eq change']);
        assert.ok(log.slice(3, -4).every((line) => line === 'eq input') && log.length > 8, log.join());
        const moved = await page.handleAt('2');
        await mouse.click(moved.x, moved.y, { count: 2 });
        assert.equal((await page.said('2')).text, 'peaking, 400 Hz, 0.0 dB, Q 0.71');
      });
    });

    test('a hand goes on from where code has put its handle', async () => {
      await inPage(async (page, opened) => {
        await page.set(4, WIDE);
        const { width, height, ...at } = await page.handleAt('2');
        const [x, y] = [Math.round(at.x), Math.round(at.y)];
        const { mouse } = handOf(opened);
        await mouse.move(x, y);
        await mouse.down();
        await mouse.move(x + 40, y - 24, { steps: 4 });
        await page.setBand(2000, -6);
        await mouse.move(x + 50, y - 36);
        const { text, now } = await page.said('2');
        near(now, 2000 * 1000 ** (10 / width), 2, 'Hz');
        near(gainIn(text), -6 + (12 / height) * 36, 0.11, 'dB');
        // Far beyond the edges and back: the hand does not slip on them.
        await mouse.move(x + 600, y - 200, { steps: 5 });
        assert.match((await page.said('2')).text!, /24\.0 kHz, \+24\.0 dB/);
        await mouse.move(x + 50, y - 36, { steps: 3 });
        near((await page.said('2')).now, now, 2, 'Hz');
        assert.equal(gainIn((await page.said('2')).text), gainIn(text));
        await mouse.up();
      });
    });

    test('keys that move nothing tell nothing, and switch nothing on', async () => {
      await inPage(async (page, opened) => {
        await page.set(4, WIDE);
        await page.focusHandle('2');
        await keys(opened, 'Delete', 'Backspace');
        await page.setLowestNotch();
        await keys(opened, 'ArrowUp', 'ArrowDown', 'ArrowLeft');
        assert.equal((await page.said('2')).text, 'off, notch, 10 Hz, Q 0.71');
        await page.focus('before');
        assert.deepEqual(await page.log(), []);
        await page.focusHandle('2');
        await keys(opened, 'ArrowRight', 'ArrowUp');
        assert.equal((await page.said('2')).text, 'notch, 11 Hz, Q 0.71');
        await page.focus('before');
        assert.deepEqual(await page.log(), ['eq input', 'eq change']);
      });
    });

    test('keys reach slopes and switches, finely with Shift, and the wheel the Q', async () => {
      await inPage(async (page, opened) => {
        await page.set(4, WIDE);
        await page.focusHandle('HP');
        await keys(opened, 'ArrowUp');
        assert.equal((await page.said('HP')).text, '80 Hz, 24 dB per octave');
        await keys(opened, ' ');
        assert.equal((await page.said('HP')).text, 'off, 80 Hz, 24 dB per octave');
        await page.focusHandle('2');
        await handOf(opened).keyboard.down('Shift');
        await keys(opened, 'ArrowDown', 'ArrowDown');
        await handOf(opened).keyboard.up('Shift');
        assert.equal((await page.said('2')).text, 'peaking, 400 Hz, -0.1 dB, Q 0.71');
        const { x, y } = await page.handleAt('2');
        await handOf(opened).mouse.move(x, y);
        await handOf(opened).mouse.wheel({ deltaY: -120 });
        const sharper = async () => Number(/Q ([\d.]+)$/.exec((await page.said('2')).text!)![1]) > 0.8;
        for (let tries = 0; tries < 20 && !(await sharper()); tries += 1);
        assert.ok(await sharper(), (await page.said('2')).text!);
        await keys(opened, 'Delete');
        assert.equal((await page.said('2')).text, 'peaking, 400 Hz, 0.0 dB, Q 0.71');
      });
    });

    test('what a compressor takes away is drawn, written and said, while it is on', async () => {
      await inPage(async (page) => {
        await page.set(4, WIDE);
        assert.deepEqual(await page.reduction(8.2), { text: '8.2 dB', now: 8.2, written: 'GR −8.2 dB' });
        assert.deepEqual([await page.isLit(5), await page.isLit(11)], [true, false]);
        assert.deepEqual(await page.reduction(8.2, false), { text: 'none', now: 0, written: 'GR 0.0 dB' });
        assert.equal(await page.isLit(5), false);
      });
    });
  });
}

if (engine === 'chromium') {
  describeEngine('elements: an equaliser under several fingers', () => {
    test('a finger moves a handle, a second one another at once, and two taps reset one', async () => {
      await inPage(async (page, opened) => {
        await page.set(4, WIDE);
        const { touchscreen } = handOf(opened);
        const [two, three] = [await page.handleAt('2'), await page.handleAt('3')];
        const before = (await page.said('3')).now;
        const { width, height } = two;
        const first = await touchscreen.touchStart(two.x, two.y);
        const second = await touchscreen.touchStart(three.x, three.y);
        await first.move(two.x + 20, two.y - 10);
        await second.move(three.x - 30, three.y + 18);
        await first.move(two.x + 36, two.y - 24);
        await second.end();
        await first.end();
        const [right, left] = [await page.said('2'), await page.said('3')];
        near(right.now, 400 * 1000 ** (36 / width), 2, 'Hz');
        near(gainIn(right.text), (24 / height) * 36, 0.11, 'dB');
        near(left.now, before * 1000 ** (-30 / width), 2, 'Hz');
        near(gainIn(left.text), (-18 / height) * 36, 0.11, 'dB');
        const { x, y } = await page.handleAt('2');
        // Two quick strokes are no taps.
        for (let i = 0; i < 2; i += 1) {
          const stroke = await touchscreen.touchStart(x, y);
          await stroke.move(x, y - 8);
          await stroke.end();
        }
        near(gainIn((await page.said('2')).text), (40 / height) * 36, 0.16, 'dB');
        const moved = await page.handleAt('2');
        await touchscreen.tap(moved.x, moved.y);
        await touchscreen.tap(moved.x, moved.y);
        assert.equal((await page.said('2')).text, 'peaking, 400 Hz, 0.0 dB, Q 0.71');
        assert.deepEqual(await page.said('3'), left);
      });
    });
  });

  describeEngine('elements: a console, looked over', () => {
    for (const scheme of ['dark', 'light'] as const) {
      test(`axe-core finds nothing wrong with a console, an equaliser and a compressor, ${scheme}`, async () => {
        await inPage(async (page, opened) => {
          await page.set(2, WIDE);
          await page.scheme(scheme);
          await opened.click(...(await page.middle('strip', '[part~="name"]', 1)));
          await opened.click(...(await page.middle('strip', '[data-control="mute"]')));
          const axe = remote<typeof import('../../page/elements-axe.ts')>(opened, 'elements-axe');
          assert.deepEqual(await axe.violations(), []);
          await page.resize(NARROW);
          assert.deepEqual(await axe.violations(), []);
          assert.deepEqual(await opened.errors(), []);
        });
      });
    }
  });
}

const gainIn = (text: string | null): number => Number(/([+-][\d.]+) dB/.exec(text!)![1]);
