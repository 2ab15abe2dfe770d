import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Remote, remote } from '../../harness/call.ts';
import { Console } from '../../harness/console.ts';
import { describeEngine, engine } from '../../harness/engine.ts';

/** What is exported, in seconds. */
const seconds = 1.5;

if (engine === 'chromium') {
  describeEngine('sessions and exports of the console', () => {
    const folder = mkdtempSync(join(tmpdir(), 'megamixer-console-'));
    let demo: Console;
    let look: Remote<typeof import('../../page/console-export.ts')>;

    before(async () => {
      demo = await Console.start('isolated');
      look = remote(demo.opened, 'console-export', { timeoutMs: 60_000 });
      const browser = await demo.opened.page.createCDPSession();
      await browser.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    });
    after(() => rmSync(folder, { recursive: true }));

    const downloaded = async (name: string) => (await demo.downloaded(folder, name)).toString();

    /** Opens a file as a person does who chooses it. */
    async function choose(name: string, text: string): Promise<void> {
      writeFileSync(join(folder, name), text);
      const picker = await demo.opened.page.$('input#session-file');
      await picker!.uploadFile(join(folder, name));
    }

    test('a session that is saved is what is there, and opens again as it was', async () => {
      await demo.press('Session name', 'End', '2');
      await demo.press('Kick fader', 'ArrowDown', 'ArrowDown');
      await demo.click('Snare mute');
      await look.appears('.unsaved');
      await demo.chord(['Control'], 's');
      const text = await downloaded('Thirty-two loops2.megamixer.json');
      const saved = JSON.parse(text);
      assert.deepEqual([saved.version, saved.sources.length, saved.sources[4].buffer], [1, 32, 'loop-05']);
      assert.ok(saved.sources.every(({ duration }: { duration: number }) => duration === saved.length));
      assert.equal(await look.textOf('.unsaved'), null);
      const before = await look.mix();

      await demo.click('Kick solo');
      await demo.press('Snare fader', 'Home');
      await look.appears('.unsaved');
      assert.match(await look.title(), /^• Thirty-two loops2 /);
      assert.notDeepEqual(await look.mix(), before);
      const changed = await look.mix();
      await choose('evening.megamixer.json', text);
      await look.appears('.notice-dialog');
      assert.match((await look.textOf('#notice-text'))!, /^Thirty-two loops2 has changes that are not saved/);
      assert.equal(await look.focused(), 'Cancel');
      await demo.keys('Enter');
      assert.deepEqual([await look.mix(), await look.textOf('.notice-dialog')], [changed, null]);
      await choose('evening.megamixer.json', text);
      await look.appears('.notice-dialog');
      await demo.keys('Tab', 'Enter');
      await demo.opened.page.waitForFunction('document.title.startsWith("evening")', { timeout: 5_000 });
      assert.deepEqual(await look.mix(), before);
      assert.equal(await look.textOf('.unsaved'), null);
      await demo.assertHeard('it does not play on');
    });

    test('a name that is being typed is what is saved, and stays where it is', async () => {
      await demo.press('Session name', 'End', '3');
      await demo.click('Kick solo');
      await demo.press('Session name', 'End', '4');
      await look.appears('.unsaved');
      assert.equal(await look.valueIn('Session name'), 'evening34');
      await demo.chord(['Control'], 's');
      await downloaded('evening34.megamixer.json');
      assert.equal(await look.focused(), 'Session name');
      await demo.click('Kick solo');
      await demo.press('Session name', 'End', 'Backspace', 'Backspace');
      await demo.chord(['Control'], 's');
      assert.match(await look.title(), /evening –/);
    });

    test('a session with a mistake changes nothing, and says where it is', async () => {
      const before = await look.mix();
      const wrong = { version: 1, snapshot: { version: 1, strips: [{ gain: 0.1 }, { eq: { band2: { gain: 90 } } }] } };
      await choose('wrong.json', JSON.stringify(wrong));
      await look.appears('.notice-dialog');
      assert.match((await look.textOf('#notice-text'))!, /strips\[1\]\.eq\.band2\.gain/);
      await demo.keys('Escape');
      const nowhere = { version: 1, snapshot: { version: 1 }, sources: [{ buffer: 'loop-01', strip: 99 }] };
      await look.drop('nowhere.json', JSON.stringify(nowhere));
      await look.appears('.notice-dialog');
      assert.match((await look.textOf('#notice-text'))!, /sources\[0\]\.strip takes a whole number from 0 to 31/);
      await demo.keys('Escape');
      const endless = { version: 1, sources: [{ buffer: 'loop-01', strip: 0, loop: true }] };
      await look.drop('endless.json', JSON.stringify(endless));
      await look.appears('.notice-dialog');
      assert.match((await look.textOf('#notice-text'))!, /^length takes .* since sources\[0\] loops for ever/);
      await demo.keys('Escape');
      assert.equal(await look.textOf('.notice-dialog'), null);
      assert.deepEqual(await look.mix(), before);
      assert.match(await look.title(), /^evening /);
    });

    test('a session that is dropped plays what the page has of it', async () => {
      const before = await downloaded('Thirty-two loops2.megamixer.json');
      const sources = [
        { buffer: 'loop-29', strip: 3, loop: true },
        { buffer: 'voice', strip: 5 },
      ];
      await look.drop(
        'two.json',
        JSON.stringify({ version: 1, length: 60, sources, names: { '04': 'Hum' } }),
        'notes.txt',
      );
      await look.appears('.notice-dialog');
      assert.match((await look.textOf('#notice-text'))!, /does not have voice/);
      await demo.keys('Enter');
      await look.onlyHeard(3);
      assert.equal((await demo.look.spoken('Hum fader')).text, '0.0 dB');
      await look.drop('evening.json', before);
      await demo.opened.page.waitForFunction('document.title.startsWith("evening")', { timeout: 5_000 });
    });

    test('an export by the keyboard alone', async () => {
      await demo.press('Kick fader');
      await demo.chord(['Control', 'Shift'], 'e');
      await look.appears('.export-form');
      assert.equal(await look.focused(), 'Length: Fixed');
      await demo.keys('Tab');
      assert.equal(await look.focused(), 'Length: Seconds, s');
      await demo.opened.page.keyboard.type(String(seconds));
      await demo.keys('Tab');
      assert.equal(await look.focused(), 'Range: Everything');
      await demo.keys('Tab');
      assert.equal(await look.focused(), 'Loudness: As it is');
      await demo.keys('ArrowRight', 'Tab');
      assert.equal(await look.focused(), 'Loudness: Ceiling, dBTP');
      await demo.chord(['Shift'], 'Tab');
      await demo.keys('ArrowLeft', 'Tab');
      assert.equal(await look.focused(), 'Format: 24 bit');
      await demo.keys('ArrowRight', 'Tab');
      assert.match(await look.focused(), /^Sample rate: /);
      await demo.keys('Tab', 'ArrowRight');
      assert.equal(await look.focused(), 'Stems: To the master');
      assert.match((await look.textOf('.summary'))!, /^0:01\.5, .* \+ 8 stems/);
      assert.deepEqual(await demo.look.nameless(), []);
      await demo.keys('Tab');
      assert.equal(await look.focused(), 'Close');
      await demo.keys('Tab', 'Enter');
      await look.appears('.export-result');
      assert.equal(await look.focused(), 'Play the mix');
    });

    test('it is what plays, bit for bit', async () => {
      const { float, rates, frames, differing, peak } = await look.exportedAndLive(seconds);
      assert.deepEqual([float, rates[0], frames[0]], [true, rates[1], frames[1]]);
      assert.ok(peak > 0.1, `the mix peaks at ${peak}`);
      assert.equal(differing, 0);
    });

    test('it is shown, measured, played, and can be downloaded', async () => {
      const [left, right] = await look.waveform();
      assert.ok(left > 500 && right > 500, `${left} and ${right} columns`);
      assert.match((await look.textOf('.export-result .gauges'))!, /−\d+\.\d LUFS.*\d LU.*−\d+\.\d dBTP.*0:01\.5/);
      const names = await look.files();
      assert.deepEqual([names[0], names.length, names.at(-1)], ['evening.wav', 9, 'evening - D Delay.wav']);
      assert.deepEqual(await demo.look.nameless(), []);
      await demo.keys('Space');
      await demo.opened.page.waitForSelector('[aria-label="Pause the mix"]', { timeout: 5_000 });

      await demo.opened.page.waitForSelector('[aria-label="Play the mix"]', { timeout: 5_000 });
      await demo.press('Position in the mix', 'Home');
      // Held, a key comes again and again.
      for (let times = 0; times < 4; times += 1) await demo.opened.page.keyboard.down('Space');
      await demo.opened.page.keyboard.up('Space');
      await demo.opened.page.waitForSelector('[aria-label="Pause the mix"]', { timeout: 1_000 });

      await demo.opened.page.waitForSelector('[aria-label="Play the mix"]', { timeout: 5_000 });
      await look.refuseToPlay();
      await demo.keys('Space');
      await look.appears('.play-problem', 2_000);
      assert.match((await look.textOf('.play-problem'))!, /download it/);
      await demo.keys('Escape');
      assert.equal(await look.textOf('.export'), null);
      assert.equal(await demo.look.focused(), 'Kick fader');
    });

    test('an export that is called off leaves the form as it was, and the next one works', async () => {
      await demo.chord(['Control', 'Shift'], 'e');
      await look.appears('.export-result');
      while ((await look.focused()) !== 'Export again') await demo.keys('Tab');
      await demo.keys('Enter', 'Tab');
      await demo.opened.page.keyboard.type('900');
      await demo.keys('Enter');
      await look.exportHasBegun();
      assert.equal(await look.focused(), 'Cancel');
      await demo.keys('Escape');
      const milliseconds = await look.formAgain();
      assert.ok(milliseconds < 1000, `it took ${milliseconds} ms`);
      assert.equal(await look.focused(), 'Length: Fixed');
      assert.equal(await look.textOf('.export-error'), null);
      await demo.keys('Tab');
      await demo.opened.page.keyboard.type('0.5');
      await demo.keys('Enter');
      await look.appears('.export-result');
      await demo.keys('Escape');
    });

    test('all of that without an error', () => demo.close());
  });
}
