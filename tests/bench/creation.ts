/**
 * What it takes to make a mixer: milliseconds of `createMixer`, and kB on the page's heap, before and after anybody has asked for a control.
 *
 * `node --import=tsx tests/bench/creation.ts`
 */
import assert from 'node:assert/strict';
import { launch } from '../browser/drivers/launch.ts';
import { remote } from '../browser/harness/call.ts';
import { startServer } from '../browser/harness/server.ts';
import { median } from './statistics.ts';

const counts = [32, 128];
const rounds = 5;
const each = 10;

const driver = await launch('chromium');
const server = await startServer({ isolated: true });
const page = await driver.open(server.url('/empty'));
const bench = remote<typeof import('./page/creation.ts')>(page, 'bench/creation', { timeoutMs: 120_000 });
const heap = () => page.heapBytes!();
try {
  console.log(`${driver.version}, medians of ${rounds} rounds of ${each} mixers`);
  const figures = counts.map((strips) => ({ strips, ms: [] as number[], made: [] as number[], asked: [] as number[] }));
  for (const { strips } of figures) await bench.times(strips, each);
  for (let round = 0; round < rounds; round += 1) {
    for (const { strips, ms, made, asked } of figures) {
      ms.push(...(await bench.times(strips, each)));
      const before = await heap();
      await bench.make(strips, each);
      const after = await heap();
      assert.equal(await bench.ask(), strips * each, 'not every fader is there, at its default of 1');
      asked.push((await heap()) - after);
      made.push(after - before);
      await bench.dispose();
    }
  }
  for (const { strips, ms, made, asked } of figures) {
    const kB = (bytes: readonly number[]) => (median(bytes) / each / 1000).toFixed(1);
    console.log(
      `${strips} strips: createMixer ${median(ms).toFixed(1)} ms; ${kB(made)} kB of heap a mixer, and ${kB(asked)} kB more once the fader of every strip was asked for`,
    );
  }
} finally {
  await page.close();
  await driver.close();
  server.close();
}
