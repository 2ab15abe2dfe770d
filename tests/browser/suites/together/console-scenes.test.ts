import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Remote, remote } from '../../harness/call.ts';
import { Console } from '../../harness/console.ts';
import { describeEngine, engine } from '../../harness/engine.ts';
import { root } from '../../harness/server.ts';

if (engine === 'chromium') {
  describeEngine('the history and the scenes of the demo', () => {
    const folder = mkdtempSync(join(tmpdir(), 'megamixer-console-scenes-'));
    let demo: Console;
    let look: Remote<typeof import('../../page/console-scenes.ts')>;
    before(async () => {
      demo = await Console.start('isolated');
      look = remote(demo.opened, 'console-scenes');
      const downloads = await demo.opened.page.createCDPSession();
      await downloads.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    });
    after(async () => {
      await demo?.close();
      rmSync(folder, { recursive: true });
    });

    test('a drag is one step, and so is what a key repeats', async () => {
      const before = await look.strip(0);
      await demo.drag('Kick fader', 60);
      const dragged = await look.strip(0);
      assert.ok(dragged.db < before.db - 1, `${dragged.db} dB after a drag`);
      await demo.keys('ArrowDown', 'ArrowDown', 'ArrowDown');
      const pressed = await look.strip(0);
      assert.ok(Math.abs(pressed.db - dragged.db + 3) < 0.06, `${pressed.db} dB after three keys`);
      await demo.chord(['Control'], 'z');
      assert.deepEqual(await look.strip(0), dragged);
      await demo.chord(['Control'], 'z');
      assert.deepEqual(await look.strip(0), before);
      await demo.chord(['Control', 'Shift'], 'z');
      assert.deepEqual(await look.strip(0), dragged);
      await demo.chord(['Control'], 'y');
      assert.deepEqual(await look.strip(0), pressed);
      await demo.click('Undo');
      await demo.click('Undo');
      assert.deepEqual(await look.strip(0), before);
      assert.equal(await look.canUndo(), false);
    });

    test('a field has an undo of its own, and who is listened to is no step', async () => {
      await demo.open('Snare');
      await demo.open('Kick');
      assert.equal(await look.canUndo(), false);
      await demo.press('Kick fader', 'ArrowDown');
      for (const field of ['.name-field', '.session-name']) {
        await demo.opened.page.focus(field);
        for (const key of ['Enter', 'Escape']) assert.ok(await look.staysWhileComposing(field, key), `${field} ${key}`);
      }
      await demo.chord(['Control'], 'z');
      assert.equal(await look.canUndo(), true);
      await demo.click('Undo');
      assert.equal(await look.canUndo(), false);
    });

    test('a drag of what leaves the page is over', async () => {
      const { mouse } = demo.opened.page;
      const before = await look.strip(0);
      const handle = await demo.opened.page.$('pierce/[aria-label="Band 2"]');
      const { x, y, width, height } = (await handle!.boundingBox())!;
      await mouse.move(x + width / 2, y + height / 2);
      await mouse.down();
      await mouse.move(x + 40, y + 20, { steps: 5 });
      await demo.keys('e');
      await mouse.up();
      await demo.click('Kick mute');
      await demo.click('Kick solo');
      await demo.click('Undo');
      assert.deepEqual(await look.buttons(0), { mute: true, solo: false });
      await demo.click('Undo');
      assert.notDeepEqual((await look.strip(0)).band, before.band);
      await demo.click('Undo');
      assert.deepEqual(await look.strip(0), before);
      assert.equal(await look.canUndo(), false);
      await demo.open('Kick');
    });

    test('scenes are saved, recalled, renamed, and brought back, all by keyboard', async () => {
      const { page } = demo.opened;
      await page.focus('[aria-controls="scenes"]');
      await demo.keys('Enter');
      await page.keyboard.type('Verse');
      await demo.keys('Enter');
      await look.says('Saved Verse');
      const verse = await look.strip(0);
      await look.forget();
      await demo.press('Kick fader', 'End');
      await page.focus('#scenes .scene-field');
      await demo.keys('Enter');
      await look.says('Saved Scene 2');
      const { names, save } = await look.scenes();
      assert.deepEqual([names, save], [['Verse', 'Scene 2'], 'Save']);
      await look.setFade(0);
      await demo.open('Snare');
      const listened = await look.listened();
      await page.focus('.scene-name');
      await demo.keys('Enter');
      await look.says('Recalled Verse');
      assert.deepEqual(await look.strip(0), verse);
      assert.equal(await look.listened(), listened);
      await demo.keys('F2');
      await page.keyboard.type('Intro');
      for (const key of ['Enter', 'Escape']) assert.ok(await look.staysWhileComposing('.scene .scene-field', key), key);
      await demo.keys('Enter');
      await look.says('Verse is Intro now');
      assert.deepEqual((await look.scenes()).focus, 'Intro');
      await demo.chord(['Alt'], 'ArrowDown');
      assert.deepEqual((await look.scenes()).names, ['Scene 2', 'Intro']);
      await demo.keys('Delete');
      await look.says('Deleted Intro');
      await demo.opened.page.focus('.scene-message button');
      await demo.keys('Enter');
      await look.says('Intro is back');
      const there = await look.scenes();
      assert.deepEqual([there.names, there.current], [['Scene 2', 'Intro'], 'Intro']);
      assert.deepEqual(await demo.look.nameless(), []);
      mkdirSync(join(root, 'target/screenshots'), { recursive: true });
      writeFileSync(join(root, 'target/screenshots/scenes.png'), await demo.opened.screenshot());
      await page.focus('#scenes .scene-field');
      await page.keyboard.type('Intro');
      assert.equal((await look.scenes()).save, 'Replace');
      await demo.keys('Escape');
      const { isOpen, focus } = await look.scenes();
      assert.deepEqual([isOpen, focus], [false, 'Scenes']);
      await demo.chord(['Control'], 'z');
      assert.notDeepEqual(await look.strip(0), verse);
    });

    test('they go into a file and come from one, and a file that is none changes nothing', async () => {
      const { page } = demo.opened;
      await page.click('[aria-controls="scenes"]');
      await page.evaluate(`[...document.querySelectorAll('#scenes .row button')].at(-1).click()`);
      await look.says('Saved Thirty-two loops.scenes.json');
      const text = (await demo.downloaded(folder, 'Thirty-two loops.scenes.json')).toString();
      assert.equal(text, await look.stored());
      const strip = await look.strip(0);
      for (const [broken, why] of [
        [text.slice(0, -5), 'is JSON'],
        ['{"version":1}', 'has a format'],
        [text.replace('"version":1', '"version":99'), 'up to version 1'],
        [text.replace(/"gain":[\d.]+/, '"gain":1e9'), 'is none: In the snapshot'],
      ] as const) {
        await look.drop(broken, 'broken.json');
        await look.says(why, '.scene-problem');
        assert.deepEqual([await look.stored(), await look.strip(0)], [text, strip]);
      }
      const picker = await page.$('input#scenes-file');
      const renamed = join(folder, 'more.json');
      writeFileSync(renamed, text.replace('"Intro"', '"Outro"'));
      await picker!.uploadFile(renamed);
      await look.says('1 from more.json, 1 was there already');
      assert.deepEqual((await look.scenes()).names, ['Scene 2', 'Intro', 'Outro']);
    });
  });
}
