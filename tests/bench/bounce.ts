/**
 * How fast pages bounce the session of `cargo bench -p megamixer-bounce`, 32 strips with everything on, by one thread and by two; and what memory an
 * hour of it takes at its most, with `--hour`.
 *
 * `node --import=tsx tests/bench/bounce.ts [--engine chromium,firefox] [--rounds 5] [--hour]`
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { Session } from 'megamixer/bounce';
import type { Engine } from '../browser/drivers/driver.ts';
import { launch } from '../browser/drivers/launch.ts';
import { remote } from '../browser/harness/call.ts';
import { startServer } from '../browser/harness/server.ts';
import { nativeProgram } from '../parity/native-program.ts';
import { watchMemory } from './memory.ts';
import { median } from './statistics.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'chromium,firefox' },
    rounds: { type: 'string', default: '5' },
    hour: { type: 'boolean', default: false },
  },
});
const SECONDS = 180;
const program = nativeProgram('full_session');
const session = (seconds: number): Session =>
  JSON.parse(execFileSync(program, [String(seconds)], { encoding: 'utf8' }));

for (const engine of values.engine.split(',')) {
  const driver = await launch(engine as Engine);
  const server = await startServer({ isolated: true });
  const page = await driver.open(server.url('/empty'));
  const bench = remote<typeof import('./page/bounce.ts')>(page, 'bench/bounce', { timeoutMs: 900_000 });
  try {
    const short = session(SECONDS);
    const prints = new Set<string | null>();
    const elapsed = new Map([1, 2].map((threads) => [threads, [] as number[]]));
    for (let round = 0; round < Number(values.rounds); round += 1) {
      for (const [threads, times] of elapsed) {
        const report = await bench.run(short, { threads, format: 'float32' });
        assert.deepEqual([report.threads, report.seconds], [threads, SECONDS]);
        assert.ok(report.loudness.integrated > -60, 'there is next to nothing to be heard');
        prints.add(report.print);
        times.push(report.elapsed);
      }
    }
    assert.equal(prints.size, 1, 'one thread and two made different files');
    const [one, two] = [median(elapsed.get(1)!), median(elapsed.get(2)!)];
    const realTime = (seconds: number) => `${(SECONDS / seconds).toFixed(1)} x real time`;
    console.log(
      `${driver.version}, ${SECONDS} s, medians of ${values.rounds}: one thread ${realTime(one)}, two ${realTime(two)}, which is ${(one / two).toFixed(2)} x; all files are the same`,
    );
    if (values.hour) {
      const minute = await peakOf(() => bench.run(session(60), { threads: 2 }));
      const hour = await peakOf(() => bench.run(session(3600), { threads: 2 }));
      assert.equal(hour.report.seconds, 3600);
      const most = ({ pages, browser }: typeof hour.most) =>
        `${pages.toFixed(0)} MB in pages, ${browser.toFixed(0)} MB in the rest of the browser`;
      console.log(
        `  at its most, two threads, 24 bits: a minute ${most(minute.most)}; an hour ${most(hour.most)}, in ${hour.report.elapsed.toFixed(0)} s`,
      );
    }
  } finally {
    await page.close();
    await driver.close();
    server.close();
  }
}

async function peakOf<R>(work: () => Promise<R>) {
  const stop = watchMemory();
  const report = await work();
  return { report, most: stop() };
}
