/**
 * The pictures in the documents: the demo while it plays, and those of docs/profiling.md, for which it takes short recordings of
 * the demo, as DevTools does with its samples of JavaScript, and shows them in a DevTools of its own. Nothing is drawn by us.
 *
 * `node --import=tsx tests/profile/pictures.ts [--folder docs] [--only console|profile]`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ChromiumDriver } from '../browser/drivers/chromium.ts';
import { root, startServer } from '../browser/harness/server.ts';
import { ProfiledConsole } from './console.ts';
import { DEBUGGABLE, DevTools } from './devtools.ts';
import { mostSampledQuantum } from './samples.ts';
import { span, type TraceEvent } from './trace.ts';

const { values } = parseArgs({
  options: { folder: { type: 'string', default: 'docs' }, only: { type: 'string', default: 'console,profile' } },
});
const wanted = values.only.split(',');
const folder = join(root, values.folder, 'profiling');
const recordings = join(root, 'target/profile/pictures');
for (const each of [folder, recordings]) mkdirSync(each, { recursive: true });

const SAMPLES = ['disabled-by-default-v8.cpu_profiler', 'disabled-by-default-v8.cpu_profiler.hires'];

interface Takes {
  readonly loading: readonly TraceEvent[];
  readonly playing: readonly TraceEvent[];
}

async function takes(url: string): Promise<Takes> {
  const driver = await ChromiumDriver.launch();
  try {
    const { demo, loading } = await ProfiledConsole.openTraced(driver, url, SAMPLES);
    const playing = await demo.traceRestart(SAMPLES);
    return { loading, playing };
  } finally {
    await driver.close();
  }
}

function saved(name: string, events: readonly TraceEvent[]): string {
  const file = join(recordings, `${name}.json`);
  writeFileSync(file, JSON.stringify({ traceEvents: events }));
  return file;
}

/** A recording, in the panel that it was made for. */
async function showing(file: string, work: (devTools: DevTools) => Promise<void>, height?: number): Promise<void> {
  const devTools = await DevTools.open('timeline', height === undefined ? {} : { height });
  try {
    await devTools.load(file);
    await devTools.clear();
    await work(devTools);
  } finally {
    await devTools.close();
  }
}

/** The entries of that name, with some time before and after. */
function around(events: readonly TraceEvent[], name: string, margin: number): [number, number] {
  const { start, end } = span(events.filter((event) => event.name === name));
  return [start - margin, end + margin];
}

const picture = async (name: string, devTools: DevTools, height: number) =>
  writeFileSync(join(folder, `${name}.png`), await devTools.picture(height));

/** A source of the engine, in a DevTools that is attached to the page. */
async function pictureOfSource(url: string): Promise<void> {
  const driver = await ChromiumDriver.launch({ args: DEBUGGABLE });
  try {
    await ProfiledConsole.open(driver, url, 0.5);
    const { host } = new URL(driver.browser.wsEndpoint());
    const targets = (await (await fetch(`http://${host}/json/list`)).json()) as {
      url: string;
      webSocketDebuggerUrl: string;
    }[];
    const target = targets.find((each) => each.url === url)!.webSocketDebuggerUrl;
    const devTools = await DevTools.open('sources', { target, height: 640 });
    try {
      await pause(4000);
      await devTools.openSource('crates/dsp/src/svf/resting.rs', 145);
      await picture('source', devTools, 640);
    } finally {
      await devTools.close();
    }
  } finally {
    await driver.close();
  }
}

/** The demo, wide, in the dark, some bars into the song. */
async function pictureOfConsole(url: string): Promise<void> {
  const driver = await ChromiumDriver.launch();
  try {
    const opened = await driver.open('about:blank');
    const { page } = opened;
    await page.setViewport({ width: 1680, height: 1000 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await page.goto(url);
    await page.waitForSelector('#start:not([disabled])', { timeout: 60_000 });
    await page.click('#start');
    await page.waitForFunction('demo.context.currentTime > 6', { timeout: 60_000 });
    const [before, picture] = [await opened.screenshot(), await opened.screenshot()];
    if (Buffer.compare(before, picture) === 0) throw new Error('the meters stand still');
    const loudest = await opened.evaluate<number>('Math.max(...demo.mixer.strips.map(({ meter }) => meter.peak))');
    if (!(loudest > 0.05)) throw new Error(`no strip plays: ${loudest}`);
    writeFileSync(join(root, values.folder, 'console.png'), picture);
  } finally {
    await driver.close();
  }
}

const server = await startServer({ isolated: true });
try {
  if (wanted.includes('console')) await pictureOfConsole(server.url('/examples/console/'));
  if (wanted.includes('profile')) await picturesOfProfile(server.url('/examples/console/?profiling'));
} finally {
  server.close();
}

async function picturesOfProfile(url: string): Promise<void> {
  await pictureOfSource(url);
  const { loading, playing } = await takes(url);

  // The panel starts with the page's main thread open and selected. The custom track stands above it.
  await showing(
    saved('loading', loading),
    async (devTools) => {
      await devTools.keys('ArrowLeft', 'ArrowUp', 'ArrowRight');
      await devTools.show(...around(loading, 'Create mixer', 15_000));
      await picture('creation', devTools, 360);
    },
    560,
  );
  await showing(saved('playing', playing), async (devTools) => {
    await devTools.keys('ArrowLeft', 'ArrowUp', 'ArrowRight');
    await devTools.show(...around(playing, 'Restart engine', 100_000));
    await picture('track', devTools, 245);
    await devTools.keys('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight');
    const { ts, dur } = mostSampledQuantum(playing);
    // Less than a millisecond is not shown.
    await devTools.show(ts - 100, ts + Math.max(dur, 900) + 100);
    await picture('quantum', devTools, 520);
    const { start, end } = span(playing);
    await devTools.show(start, end);
    await devTools.tab('Bottom-up');
    await picture('functions', devTools, 800);
  });
}
