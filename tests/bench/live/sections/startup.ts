import type { ChromiumDriver } from '../../../browser/drivers/chromium.ts';
import type { Driver, Engine } from '../../../browser/drivers/driver.ts';
import { launch } from '../../../browser/drivers/launch.ts';
import { remote } from '../../../browser/harness/call.ts';
import { startServer } from '../../../browser/harness/server.ts';
import { median, quantile } from '../../statistics.ts';
import { type Start, starts, type Variant } from '../cases.ts';
import { attachWorklets, onlyWorklet } from '../devtools.ts';
import type { Marks } from '../page/startup.ts';

/** Milliseconds. */
export interface Spread {
  readonly median: number;
  readonly quartiles: readonly [number, number];
}

export interface StartUp {
  readonly cold: Spread;
  readonly warm: Spread;
  /** Medians of when what became of it with a warm cache, in the order of time. */
  readonly marks: Marks;
}

export interface EngineStartUp {
  readonly version: string;
  readonly rounds: number;
  readonly starts: Readonly<Record<Start, StartUp>>;
}

/**
 * From the call that builds a graph to its first sound, in a fresh page whose context runs. Cold: from a server that the
 * browser has never met. Warm: the same page once more, a new one.
 */
export async function startUps(engine: Engine, rounds: number): Promise<EngineStartUp> {
  const driver = await launch(engine);
  try {
    const found = new Map(starts.map((start) => [start, { cold: [] as Marks[], warm: [] as Marks[] }]));
    // The first round of all is for the browser.
    for (let round = -1; round < rounds; round += 1) {
      for (let index = 0; index < starts.length; index += 1) {
        const what = starts[(index + round + 1) % starts.length]!;
        const server = await startServer({ isolated: true, cached: true });
        try {
          for (const cache of ['cold', 'warm'] as const) {
            const marks = await startOnce(driver, server.url('/empty'), what);
            if (round >= 0) found.get(what)![cache].push(marks);
          }
        } finally {
          server.close();
        }
      }
    }
    const results = [...found].map(([what, { cold, warm }]) => [
      what,
      { cold: spreadOf(cold.map(firstSound)), warm: spreadOf(warm.map(firstSound)), marks: medianMarks(warm) },
    ]);
    return { version: driver.version, rounds, starts: Object.fromEntries(results) };
  } finally {
    await driver.close();
  }
}

async function startOnce(driver: Driver, url: string, what: Start): Promise<Marks> {
  const page = await driver.open(url);
  try {
    const { startUp } = remote<typeof import('../page/startup.ts')>(page, 'bench/live/page/startup');
    return await startUp(what);
  } finally {
    await page.close();
  }
}

const firstSound = (marks: Marks) => marks.find(([name]) => name === 'first sound')![1];

function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), quartiles: [quantile(values, 0.25), quantile(values, 0.75)] };
}

function medianMarks(rounds: readonly Marks[]): Marks {
  const times = new Map<string, number[]>();
  for (const marks of rounds) {
    // Of what is done several times, as three modules are added, the first begin and the last end.
    const once = new Map(marks.filter(([name], index) => name.endsWith('ends') || indexOf(marks, name) === index));
    for (const [name, at] of once) times.set(name, [...(times.get(name) ?? []), at]);
  }
  return [...times].map(([name, all]) => [name, median(all)] as const).toSorted(([, a], [, b]) => a - b);
}

const indexOf = (marks: Marks, wanted: string) => marks.findIndex(([name]) => name === wanted);

/** Bytes. */
export interface Footprint {
  readonly pageHeap: number;
  readonly workletHeap: number;
  readonly wasm: number;
}

/** What each variant holds on to once it plays, after a collection. */
export async function footprint(driver: ChromiumDriver, url: string, variant: Variant): Promise<Footprint> {
  const page = await driver.open(url);
  try {
    const worklets = await attachWorklets(page);
    const graph = remote<typeof import('../page/graph.ts')>(page, 'bench/live/page/graph');
    const { wasmBytes } = await graph.build(variant);
    const pageHeap = await page.heapBytes();
    let workletHeap = 0;
    if (variant !== 'floor') {
      const worklet = onlyWorklet(worklets);
      await worklet.send('HeapProfiler.collectGarbage');
      workletHeap = (await worklet.send('Runtime.getHeapUsage')).usedSize;
    }
    await graph.leave();
    return { pageHeap, workletHeap, wasm: wasmBytes };
  } finally {
    await page.close();
  }
}
