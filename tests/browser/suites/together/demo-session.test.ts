import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { nativeProgram } from '../../../parity/native-program.ts';
import type { Driver, Engine, Page } from '../../drivers/driver.ts';
import { launch, missing } from '../../drivers/launch.ts';
import { remote } from '../../harness/call.ts';
import { Console } from '../../harness/console.ts';
import { browser, describeEngine, engine, soak } from '../../harness/engine.ts';
import { record } from '../../harness/figures.ts';
import { startServer, type TestServer } from '../../harness/server.ts';
import { unzip } from '../../harness/unzip.ts';

/** Of the song, which goes round in 16 bars; in soak all of that. */
const seconds = 4;
const allThreads = [1, 2];

if (engine === 'chromium') {
  describeEngine('the session of the demo', () => {
    const folder = mkdtempSync(join(tmpdir(), 'megamixer-demo-session-'));
    const song = 'Thirty-two loops';
    let server: TestServer;
    let firefox: Driver | undefined;

    before(async () => {
      server = await startServer({ isolated: true, mounts: { '/saved/': `${folder}/` } });
    });
    after(async () => {
      await firefox?.close();
      server.close();
      rmSync(folder, { recursive: true });
    });

    test('it is saved with the 32 loops that it plays, and opens with them', async () => {
      const demo = await Console.start('isolated');
      const downloads = await demo.opened.page.createCDPSession();
      await downloads.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
      await demo.chord(['Control', 'Shift'], 's');
      const names = unzip(await demo.downloaded(folder, `${song}.zip`), folder);
      assert.deepEqual(
        names.toSorted(),
        [
          `${song}/${song}.megamixer.json`,
          ...Array.from({ length: 32 }, (_, i) => `${song}/sounds/loop-${String(i + 1).padStart(2, '0')}.wav`),
        ].toSorted(),
      );
      const picker = await demo.opened.page.$('input#session-file');
      await picker!.uploadFile(...names.map((name) => join(folder, name)));
      const look = remote<typeof import('../../page/console-sounds.ts')>(demo.opened, 'console-sounds');
      assert.deepEqual(await look.asRecorded(), { sounds: 32, differing: 0 });
      await demo.close();
    });

    test('the command line mixes what was saved, by any number of threads the same', (t) => {
      const saved = JSON.parse(readFileSync(join(folder, song, `${song}.megamixer.json`), 'utf8'));
      const on = (part: string) =>
        saved.snapshot.strips.filter((strip: Record<string, { on?: boolean }>) => strip[part]?.on).length;
      assert.ok(on('compressor') > 4 && on('gate') > 0, 'the mix of the demo has become plain');
      assert.ok(saved.snapshot.master.limiter.on, 'the master of the demo limits nothing');
      assert.equal(saved.sources.length, 32);
      const session = soak ? saved : { ...saved, length: seconds };
      writeFileSync(join(folder, song, 'session.json'), JSON.stringify(session));
      const program = nativeProgram('megamixer');
      for (const threads of allThreads) {
        const out = join(folder, String(threads));
        mkdirSync(out);
        execFileSync(
          program,
          [
            ...['render', 'session.json', '-o', join(out, 'mix.wav'), '--stems', join(out, 'stems')],
            ...['--format', 'float', '--threads', String(threads), '--report', join(out, 'report.json'), '--quiet'],
          ],
          { cwd: join(folder, song) },
        );
      }
      const { stems, mixingSeconds, timesRealTime } = JSON.parse(readFileSync(join(folder, '2/report.json'), 'utf8'));
      record(t, 'demo session: on the command line', { seconds: session.length, mixingSeconds, timesRealTime });
      const files = [
        'mix.wav',
        ...stems.sum
          .flat()
          .filter(Boolean)
          .map((name: string) => `stems/${name}`),
      ];
      assert.equal(files.length, 9);
      for (const file of files) {
        const [one, two] = allThreads.map((threads) => readFileSync(join(folder, String(threads), file)));
        assert.ok(one!.equals(two!), file);
      }
    });

    const names: Record<Exclude<Engine, 'webkit'>, string> = { chromium: 'Chromium', firefox: 'Firefox' };
    for (const [each, name] of Object.entries(names) as [Engine, string][]) {
      // That engines mix the same samples is what suites/together/bounce-command-line asks of each of them.
      if (each === 'firefox' && !soak) continue;
      test(`${name} mixes the very samples of the command line, and stems that add up to the mix before the master`, {
        skip: missing(each) ?? false,
      }, async (t) => {
        if (each === 'firefox') firefox = await launch('firefox');
        const page: Page = await (firefox ?? browser()).open(server.url('/empty'));
        const look = remote<typeof import('../../page/demo-session.ts')>(page, 'demo-session', { timeoutMs: 300_000 });
        assert.equal(await look.load(`/saved/${encodeURIComponent(song)}`, 'session.json'), 32);
        for (const threads of allThreads) {
          const found = await look.differences(threads, `/saved/${threads}`);
          const sum = await look.sum(threads);
          record(t, `demo session: ${name}, ${threads} threads`, { ...found, sum });
          assert.deepEqual([found.threads, found.frames[0]], [threads, found.frames[1]]);
          assert.ok(found.frames[0]! >= seconds * 44_100 && found.peak > 0.1, `${found.frames[0]} up to ${found.peak}`);
          assert.deepEqual([found.mix, found.stems, found.names.length], [0, 0, 8]);
          assert.deepEqual(sum.differing, 0);
          assert.ok(sum.peak > 0.1, `the stems peak at ${sum.peak}`);
        }
        await page.close();
      });
    }
  });
}
