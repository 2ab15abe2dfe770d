/**
 * The benchmark in real time: the graph of 45 nodes and the same strips in our node as they play in a page. Chromium, and
 * start-up in every engine that is found. Adds to target/bench/live.json, and says what it found.
 *
 * `node --import=tsx tests/bench/live/main.ts [--seconds 20] [--rounds 3] [--only nodes,startup,app,control,allocation,load]`
 */
import { parseArgs } from 'node:util';
import { ChromiumDriver } from '../../browser/drivers/chromium.ts';
import { engines, missing } from '../../browser/drivers/launch.ts';
import { startServer } from '../../browser/harness/server.ts';
import { busyCases, variants } from './cases.ts';
import { liveSection } from './report.ts';
import { addResults, type LiveResults } from './results.ts';
import { withBusyThread } from './sections/allocation.ts';
import { appCosts } from './sections/app.ts';
import { controlCosts } from './sections/control.ts';
import { underrunsUnderLoad } from './sections/load.ts';
import { countNodes } from './sections/nodes.ts';
import { footprint, startUps } from './sections/startup.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    'startup-rounds': { type: 'string', default: '9' },
    engine: { type: 'string', default: engines.join(',') },
    only: { type: 'string', default: 'nodes,startup,app,control,allocation,load' },
  },
});
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
if (!(seconds > 0 && rounds > 0)) throw new Error('--seconds and --rounds are numbers above 0');

type Section = 'nodes' | 'startup' | 'app' | 'control' | 'allocation' | 'load';

const server = await startServer({ isolated: true });
const url = server.url('/empty');

/** A browser for one section. */
async function inChromium<R>(work: (driver: ChromiumDriver) => Promise<R>): Promise<R> {
  const driver = await ChromiumDriver.launch();
  try {
    return await work(driver);
  } finally {
    await driver.close();
  }
}

/** One after the other, as an object. */
async function each<K extends string, V>(keys: readonly K[], work: (key: K) => Promise<V>): Promise<Record<K, V>> {
  const entries: [K, V][] = [];
  for (const key of keys) entries.push([key, await work(key)]);
  return Object.fromEntries(entries) as Record<K, V>;
}

const sections: Record<Section, () => Promise<LiveResults>> = {
  nodes: async () => ({
    nodes: await inChromium((driver) =>
      each(['baseline', 'ours-shared', 'ours-message'] as const, (variant) => countNodes(driver, url, variant)),
    ),
  }),
  startup: async () => {
    const wanted = engines.filter((engine) => values.engine.split(',').includes(engine));
    for (const engine of wanted) if (missing(engine)) console.log(`${engine}: skipped. ${missing(engine)}`);
    const found = wanted.filter((engine) => missing(engine) === undefined);
    return {
      startup: {
        engines: await each(found, (engine) => startUps(engine, Number(values['startup-rounds']))),
        footprints: await inChromium((driver) => each(variants, (variant) => footprint(driver, url, variant))),
      },
    };
  },
  app: async () => ({ app: { seconds, rounds, variants: await appCosts(url, { seconds, rounds }) } }),
  control: async () => {
    const drag = Math.min(seconds, 10);
    const controls = await inChromium((driver) => controlCosts(driver, url, { seconds: drag, rounds }));
    return { control: { seconds: drag, controls } };
  },
  allocation: async () => ({
    allocation: await inChromium((driver) =>
      // A minute, as the target has it, wherever the rest takes its 20 seconds; and as long before that, until V8 has
      // compiled the last function for the last time: what it compiles, it allocates.
      each(busyCases, (what) => withBusyThread(driver, url, what, seconds * 3, (thread) => thread.count(seconds * 3))),
    ),
  }),
  load: async () => ({ load: await underrunsUnderLoad(url, { seconds: seconds / 2, rounds }) }),
};

try {
  const browser = await inChromium(async ({ version }) => version);
  for (const name of values.only.split(',')) {
    const section = sections[name as Section];
    if (section === undefined) throw new Error(`no section ${name}; there are ${Object.keys(sections).join(', ')}`);
    console.log(`==> ${name}`);
    addResults({ browser, ...(await section()) });
  }
} finally {
  server.close();
}
console.log(liveSection().join('\n'));
console.log('\ntarget/bench/live.json has the figures.');
