/**
 * Profiles the demo in Chromium, playing while all of its faders are dragged. Two takes: one under tracing alone, which
 * every figure of time comes from, and one under the sampling profiler of the worklet, which says which function the
 * time goes to, and takes some itself.
 *
 * `node --import=tsx tests/profile/main.ts [--seconds 10] [--transport shared|message] [--folder target/profile]`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { ChromiumDriver } from '../browser/drivers/chromium.ts';
import { root, startServer } from '../browser/harness/server.ts';
import { ProfiledConsole } from './console.ts';
import { functionShares } from './functions.ts';
import { quanta } from './quanta.ts';
import { type Summary, summaryText } from './summary.ts';
import { activityOf } from './track.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    backend: { type: 'string', default: 'shared' },
    folder: { type: 'string', default: 'target/profile' },
  },
});
const seconds = Number(values.seconds);
if (!(seconds > 0)) throw new Error(`--seconds takes a number above 0, not ${values.seconds}`);
const folder = join(root, values.folder);
mkdirSync(folder, { recursive: true });
const save = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);

const server = await startServer({ isolated: true });
const driver = await ChromiumDriver.launch();
try {
  const demo = await ProfiledConsole.open(driver, server.url(`/examples/console/?profiling&backend=${values.backend}`));
  console.log(`==> tracing ${seconds} s of the demo under a drag of all faders`);
  const traced = await demo.trace(seconds);
  console.log(`==> sampling the worklet for ${seconds} s`);
  const profile = await demo.profileWorklet(seconds);
  const facts = await demo.facts();
  await demo.close();

  const summary: Summary = {
    browser: driver.version,
    machine: { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length },
    seconds,
    ...facts,
    drag: traced.drag,
    ...quanta(traced.events),
    activity: activityOf(traced.events),
    underruns: traced.underruns,
    functions: functionShares(profile),
  };
  save('trace.json.gz', gzipSync(JSON.stringify({ traceEvents: traced.events })));
  save('worklet.cpuprofile', JSON.stringify(profile));
  save('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
  console.log(summaryText(summary));
  console.log(`${values.folder} has trace.json.gz and worklet.cpuprofile for the Performance panel, and summary.json.`);
} finally {
  await driver.close();
  server.close();
}
