import { ChromiumDriver, type ChromiumPage } from '../../../browser/drivers/chromium.ts';
import { remote } from '../../../browser/harness/call.ts';
import { median } from '../../statistics.ts';
import { type Variant, variants } from '../cases.ts';
import { allocatedDuring, attachWorklets, onlyWorklet, processTimes } from '../devtools.ts';
import type { AppFigures, AppOptions } from '../page/app.ts';
import { pause } from '../pause.ts';
import { type ThreadTimes, threadTimes } from '../threads.ts';

type App = typeof import('../page/app.ts');

/** Milliseconds of processor time per second that the app plays; medians of the rounds. */
export interface CpuTimes extends ThreadTimes {
  /** Of the renderer process: all that is the page's own. */
  readonly renderer: number;
  readonly rounds: readonly number[];
}

export interface AppCost {
  readonly drawn: CpuTimes;
  readonly undrawn: CpuTimes;
  readonly framesPerSecond: number;
  /** Per second, by a run of its own. */
  readonly messages: { readonly toWorklet: number; readonly toPage: number };
  /** Bytes per second of the JavaScript heaps, by a run of its own. */
  readonly garbage: { readonly page: number; readonly audioThread: number };
  /** Of the output, as far as the browser counts them: all rounds together. */
  readonly underruns: number;
}

/** Seconds until what runs often is compiled for speed. */
const warmUp = 4;

/** Plays every variant in turn, drawn and undrawn, round by round; then counts messages and garbage. */
export async function appCosts(
  url: string,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<Record<Variant, AppCost>> {
  const runs = new Map(variants.map((variant) => [variant, { drawn: [] as Run[], undrawn: [] as Run[] }]));
  for (let round = 0; round < rounds; round += 1) {
    for (let index = 0; index < variants.length; index += 1) {
      const variant = variants[(index + round) % variants.length]!;
      // A browser for each: nobody else's processor time is in it, and no spare renderer of an earlier page.
      runs.get(variant)!.drawn.push(await run(url, variant, true, seconds));
      runs.get(variant)!.undrawn.push(await run(url, variant, false, seconds / 4));
    }
  }
  const costs: [Variant, AppCost][] = [];
  for (const [variant, { drawn, undrawn }] of runs) {
    costs.push([
      variant,
      {
        drawn: medians(drawn),
        undrawn: medians(undrawn),
        framesPerSecond: median(drawn.map((each) => each.framesPerSecond)),
        underruns: [...drawn, ...undrawn].reduce((sum, each) => sum + each.underruns, 0),
        ...(await traffic(url, variant, Math.min(seconds, 5))),
      },
    ]);
  }
  return Object.fromEntries(costs) as Record<Variant, AppCost>;
}

interface Run {
  /** Milliseconds per second. */
  readonly renderer: number;
  readonly threads: ThreadTimes | null;
  readonly framesPerSecond: number;
  readonly underruns: number;
}

async function run(url: string, variant: Variant, drawn: boolean, seconds: number): Promise<Run> {
  return withApp(url, variant, { drawn }, async (app, driver, page) => {
    await pause(warmUp);
    const renderers = async () => [...(await processTimes(driver))].filter(([, { type }]) => type === 'renderer');
    const look = async () => {
      const found = await renderers();
      const figures = await app.figures();
      return { figures, found, threads: new Map(found.map(([id]) => [id, threadTimes(id)])) };
    };
    const before = await look();
    await pause(seconds);
    const after = await look();
    assertPlayed(variant, before.figures, after.figures);
    if (drawn) await assertMoving(variant, page);

    const elapsed = (after.figures.now - before.figures.now) / 1000;
    const used = after.found.map(([id, { seconds: total }]) => {
      const earlier = before.found.find(([other]) => other === id)?.[1].seconds ?? 0;
      return { id, seconds: total - earlier };
    });
    // A spare renderer that the browser keeps has used next to nothing.
    const { id, seconds: cpu } = used.toSorted((a, b) => b.seconds - a.seconds)[0]!;
    return {
      renderer: (cpu * 1000) / elapsed,
      threads: differencePerSecond(before.threads.get(id) ?? null, after.threads.get(id) ?? null, elapsed),
      framesPerSecond: (after.figures.frames - before.figures.frames) / elapsed,
      underruns: (after.figures.playback?.events ?? 0) - (before.figures.playback?.events ?? 0),
    };
  });
}

/** Opens the app in a browser of its own. */
export async function withApp<R>(
  url: string,
  variant: Variant,
  options: AppOptions,
  work: (app: ReturnType<typeof remote<App>>, driver: ChromiumDriver, page: ChromiumPage) => Promise<R>,
): Promise<R> {
  const driver = await ChromiumDriver.launch();
  try {
    const page = await driver.open(url);
    const app = remote<App>(page, 'bench/live/page/app');
    await app.start(variant, options);
    const result = await work(app, driver, page);
    await app.stop();
    return result;
  } finally {
    await driver.close();
  }
}

/** Silence, sliders that do not arrive or meters that stand still cannot win. */
export function assertPlayed(variant: Variant, before: AppFigures, after: AppFigures): void {
  const audio = after.currentTime - before.currentTime;
  const wall = (after.now - before.now) / 1000;
  const complain = (what: string) => {
    throw new Error(`${variant}: ${what}`);
  };
  if (!(after.rms > 0.001)) complain(`nothing is heard (RMS ${after.rms})`);
  if (!(audio > 0.5 * wall)) complain(`${audio} s were played in ${wall} s`);
  if (!(after.leastMoved > 0.01)) complain(`a meter moved by ${after.leastMoved} only`);
  if (after.frames === before.frames) complain('nothing was drawn');
}

/** What the browser shows has to be another picture a tenth of a second later. */
async function assertMoving(variant: Variant, page: ChromiumPage): Promise<void> {
  const before = await page.screenshot();
  await pause(0.1);
  if (Buffer.compare(before, await page.screenshot()) === 0) throw new Error(`${variant}: what is drawn stands still`);
}

/** What goes through ports and what is allocated. Apart, since counting costs. */
async function traffic(url: string, variant: Variant, seconds: number): Promise<Pick<AppCost, 'messages' | 'garbage'>> {
  const driver = await ChromiumDriver.launch();
  try {
    const page = await driver.open(url);
    const worklets = await attachWorklets(page);
    const session = await page.page.createCDPSession();
    const app = remote<App>(page, 'bench/live/page/app');
    await app.start(variant, { countMessages: true });
    await pause(warmUp);
    const before = await app.figures();
    await pause(seconds);
    const after = await app.figures();
    const elapsed = (after.now - before.now) / 1000;
    const perSecond = (count: 'toWorklet' | 'toPage') => (after.messages[count] - before.messages[count]) / elapsed;
    const messages = { toWorklet: perSecond('toWorklet'), toPage: perSecond('toPage') };

    const onPage = await allocatedDuring(session, 512, () => pause(seconds));
    const audioThread =
      variant === 'floor' ? 0 : (await allocatedDuring(onlyWorklet(worklets), 512, () => pause(seconds))).bytes;
    await app.stop();
    return { messages, garbage: { page: onPage.bytes / seconds, audioThread: audioThread / seconds } };
  } finally {
    await driver.close();
  }
}

function differencePerSecond(before: ThreadTimes | null, after: ThreadTimes | null, elapsed: number) {
  if (before === null || after === null) return null;
  const of = (kind: keyof ThreadTimes) => ((after[kind] - before[kind]) * 1000) / elapsed;
  return mapThreads(of);
}

function medians(runs: readonly Run[]): CpuTimes {
  const of = (kind: keyof ThreadTimes) => median(runs.map(({ threads }) => threads?.[kind] ?? Number.NaN));
  const rounds = runs.map(({ renderer }) => renderer);
  return { renderer: median(rounds), rounds, ...mapThreads(of) };
}

const mapThreads = (of: (kind: keyof ThreadTimes) => number): ThreadTimes => ({
  main: of('main'),
  audio: of('audio'),
  output: of('output'),
  workers: of('workers'),
  rest: of('rest'),
});
