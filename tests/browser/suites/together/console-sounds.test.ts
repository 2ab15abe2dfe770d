import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Random } from '../../../scenes/random.ts';
import { type Remote, remote } from '../../harness/call.ts';
import { Console } from '../../harness/console.ts';
import { describeEngine, engine } from '../../harness/engine.ts';

/** A WAV file of noise in 16 bits, mono. */
function noiseFile(seed: number, frames: number, sampleRate: number): Buffer {
  const file = Buffer.alloc(44 + 2 * frames);
  file.write('RIFF');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(2 * sampleRate, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(2 * frames, 40);
  const random = new Random(seed);
  for (let frame = 0; frame < frames; frame += 1) file.writeInt16LE(random.between(-8000, 8000), 44 + 2 * frame);
  return file;
}

if (engine === 'chromium') {
  describeEngine('sessions of the console that name sound files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'megamixer-console-sounds-'));
    let demo: Console;
    let look: Remote<typeof import('../../page/console-export.ts')>;
    let sounds: Remote<typeof import('../../page/console-sounds.ts')>;
    let sampleRate: number;

    const session = {
      version: 1,
      length: 2.5,
      snapshot: { version: 1, strips: [{ gain: 0.25 }] },
      sources: [
        { file: 'takes/voice.wav', strip: 3, loop: true },
        { file: 'takes/Hum é.wav', strip: 5, loop: true },
        { buffer: 'loop-29', strip: 7, loop: true },
      ],
    };

    before(async () => {
      demo = await Console.start('isolated');
      look = remote(demo.opened, 'console-export', { timeoutMs: 60_000 });
      sounds = remote(demo.opened, 'console-sounds');
      sampleRate = (await demo.look.facts()).sampleRate;
      writeFileSync(join(folder, 'duet.json'), JSON.stringify(session));
      writeFileSync(join(folder, 'voice.wav'), noiseFile(1, 30_000, sampleRate));
      // At another rate, and with the letter that some systems write as two.
      writeFileSync(join(folder, 'Hum e\u0301.wav'), noiseFile(2, 24_000, 32_000));
      writeFileSync(join(folder, 'drums.wav'), noiseFile(3, 100, 48_000));
    });
    after(() => rmSync(folder, { recursive: true }));

    /** Chooses files as a person does, where the page asks for them. */
    async function choose(input: 'session-file' | 'sound-files', ...names: string[]): Promise<void> {
      const picker = await demo.opened.page.$(`input#${input}`);
      await picker!.uploadFile(...names.map((name) => join(folder, name)));
    }

    test('a session asks for its sound files, and changes nothing until it has them', async () => {
      const [mix, title] = [await look.mix(), await look.title()];
      await choose('session-file', 'duet.json');
      await sounds.isAsked();
      assert.deepEqual(await sounds.asked(), [
        ['takes/voice.wav', 'missing'],
        ['takes/Hum é.wav', 'missing'],
      ]);
      assert.equal(await look.focused(), 'Choose files…');
      assert.deepEqual(await demo.look.nameless(), []);
      await sounds.says('.sounds-status', '2 of 2 are missing: takes/voice.wav, takes/Hum é.wav.');

      writeFileSync(join(folder, 'voice.wav'), 'no sound');
      await choose('sound-files', 'voice.wav', 'drums.wav');
      await sounds.says('.sounds-problems', 'This browser cannot decode voice.wav.');
      await sounds.says('.sounds-problems', 'The session does not name drums.wav.');
      await sounds.says('.sounds-status', '2 of 2 are missing');

      writeFileSync(join(folder, 'voice.wav'), noiseFile(1, 30_000, sampleRate));
      await choose('sound-files', 'voice.wav');
      await sounds.says('.sounds-status', '1 of 2 is missing: takes/Hum é.wav.');
      assert.deepEqual([await look.mix(), await look.title()], [mix, title]);
      await demo.keys('Escape');
      await sounds.isAsked(false);
      assert.deepEqual([await look.mix(), await look.title()], [mix, title]);
      await demo.assertHeard('it does not play on');
    });

    test('with all of them it opens, and they are heard in their strips', async () => {
      await choose('session-file', 'duet.json', 'voice.wav');
      await sounds.says('.sounds-status', '1 of 2 is missing: takes/Hum é.wav.');
      await choose('sound-files', 'Hum e\u0301.wav');
      await sounds.isAsked(false);
      assert.equal(await look.textOf('.notice-dialog'), null);
      assert.match(await look.title(), /^duet /);
      assert.equal((await look.mix()).strips![0]!.gain, 0.25);
      await look.onlyHeard(3, 5, 7);
    });

    test('what is exported of them is what plays, bit for bit', async () => {
      await demo.chord(['Control', 'Shift'], 'e');
      await sounds.says('.summary', '0:02.5');
      await sounds.exportFloats(1, sampleRate);
      await look.appears('.export-result');
      const { float, frames, differing, peak } = await look.exportedAndLive(1);
      assert.deepEqual([float, frames[0], differing], [true, frames[1], 0]);
      assert.ok(peak > 0.05, `the mix peaks at ${peak}`);
      await demo.keys('Escape');
    });

    test('at another rate they are decoded again, unless they are gone', async () => {
      const other = sampleRate === 48_000 ? 44_100 : 48_000;
      const again = async () => {
        await demo.chord(['Control', 'Shift'], 'e');
        await look.appears('.export-result');
        while ((await look.focused()) !== 'Export again') await demo.keys('Tab');
        await demo.keys('Enter');
        await sounds.exportFloats(0.5, other);
      };
      await again();
      await sounds.says('.export-result .gauges', `${other / 1000}k`);
      await demo.keys('Escape');
      rmSync(join(folder, 'voice.wav'));
      await again();
      await sounds.says('.export-error', 'voice.wav cannot be read any more');
      await demo.keys('Escape');
      writeFileSync(join(folder, 'voice.wav'), noiseFile(1, 30_000, sampleRate));
    });

    test('without some of them it plays the others, until they are dropped onto the page', async () => {
      await choose('session-file', 'duet.json', 'Hum e\u0301.wav');
      await sounds.says('.sounds-status', '1 of 2 is missing');
      await demo.opened.page.locator('.sounds-dialog ::-p-text(Open without)').click();
      await look.appears('.notice-dialog');
      assert.match((await look.textOf('#notice-text'))!, /does not have takes\/voice\.wav: nothing plays there/);
      await demo.keys('Enter');
      // An export has stopped it.
      await demo.click('Start');
      await look.onlyHeard(5, 7);
      await sounds.dropNoise('voice.wav', 30_000);
      await look.onlyHeard(3, 5, 7);
      assert.equal(await look.textOf('.notice-dialog'), null);
      // Nothing is missing any more.
      await sounds.dropNoise('voice.wav', 30_000);
      await look.appears('.notice-dialog');
      assert.match((await look.textOf('#notice-title'))!, /voice\.wav/);
      await demo.keys('Escape');
    });

    test('an export that is called off while sounds are decoded leaves the next one alone', async () => {
      const other = sampleRate === 48_000 ? 44_100 : 48_000;
      await demo.chord(['Control', 'Shift'], 'e');
      await look.appears('.export-form');
      await sounds.holdDecoding();
      await sounds.exportFloats(0.5, other);
      await look.appears('.export-progress');
      await demo.keys('Escape');
      const milliseconds = await look.formAgain();
      assert.ok(milliseconds < 1000, `it took ${milliseconds} ms`);
      await sounds.exportFloats(900, sampleRate);
      await look.exportHasBegun();
      await sounds.letDecode();
      assert.equal(await look.textOf('.export-form'), null);
      await demo.keys('Escape');
      await look.appears('.export-form');
      assert.equal(await look.textOf('.export-error'), null);
      await demo.keys('Escape');
    });

    test('what is still being decoded when it is opened stays out of it', async () => {
      await sounds.holdDecoding();
      await choose('session-file', 'duet.json', 'voice.wav');
      await sounds.isAsked();
      assert.deepEqual((await sounds.asked())[0], ['takes/voice.wav', 'decoding']);
      await demo.opened.page.locator('.sounds-dialog ::-p-text(Open without)').click();
      await look.appears('.notice-dialog');
      assert.match((await look.textOf('#notice-text'))!, /does not have takes\/voice\.wav, takes\/Hum é\.wav/);
      await sounds.letDecode();
      assert.equal((await sounds.names()).includes('takes/voice.wav'), false);
      await demo.keys('Enter');
    });

    test('a file in front of a dialog is dropped onto the dialog', async () => {
      await choose('session-file', 'duet.json');
      await sounds.isAsked();
      await sounds.dropNoise('voice.wav', 1_000, '.sounds-dialog');
      await sounds.says('.sounds-status', '1 of 2 is missing: takes/Hum é.wav.');
      await demo.keys('Escape');
      await sounds.isAsked(false);
    });

    test('all of that without an error', () => demo.close());
  });
}
