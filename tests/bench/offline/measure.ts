import type { Driver } from '../../browser/drivers/driver.ts';
import { type Remote, remote } from '../../browser/harness/call.ts';
import type { CaseFacts, Timing } from '../page/offline.ts';
import { median, quantile } from '../statistics.ts';
import { type Checked, judge } from './judge.ts';
import type { Failure, Result } from './results.ts';

type OfflinePage = Remote<typeof import('../page/offline.ts')>;

export interface Plan {
  /** Parts of the names of the cases to time; all when empty. */
  readonly only: readonly string[];
  readonly rounds: number;
  /** Of a case of middling effort. */
  readonly quanta: number;
  /** How many are listened to before anything is timed. */
  readonly listenedQuanta: number;
}

/** How many quanta of each effort: a round has to last long enough to be timed, and no longer than that. */
const share: Record<CaseFacts['effort'], number> = { idle: 10, light: 1, heavy: 0.25, slow: 0.1 };

/** Checks and times all cases of a plan in one engine. A new page each round, so that none inherits the garbage of all. */
export async function measure(
  driver: Driver,
  url: string,
  plan: Plan,
  say: (line: string) => void,
): Promise<{ results: Result[]; failures: Failure[] }> {
  const withPage = async <R>(work: (page: OfflinePage) => Promise<R>): Promise<R> => {
    const page = await driver.open(url);
    try {
      return await work(remote(page, 'bench/offline', { timeoutMs: 120_000 }));
    } finally {
      await page.close();
    }
  };
  const { engine } = driver;
  const failures = new Map<string, string>();
  const checked = new Map<string, Checked>();
  const cases = await withPage(async (page) => {
    const chosen = choose(await page.list(), plan.only);
    for (const facts of chosen) {
      try {
        const heard = await page.compare(facts.name, plan.listenedQuanta);
        checked.set(facts.name, judge(engine, facts, heard, plan.listenedQuanta));
      } catch (error) {
        failures.set(facts.name, (error as Error).message);
        say(`${engine}: ${(error as Error).message}`);
      }
    }
    return chosen.filter(({ name }) => !failures.has(name));
  });

  const timings = new Map<string, Timing[]>(cases.map(({ name }) => [name, []]));
  for (let round = 0; round < plan.rounds; round += 1) {
    const started = Date.now();
    await withPage(async (page) => {
      await page.warmUp();
      for (const { name, effort } of rotated(cases, round / plan.rounds)) {
        if (failures.has(name)) continue;
        try {
          const timing = await page.time(name, Math.ceil(plan.quanta * share[effort]));
          const all = timings.get(name)!;
          all.push(timing);
          assertSame(all[0]!, timing);
        } catch (error) {
          failures.set(name, `round ${round + 1}: ${(error as Error).message}`);
          say(`${engine}: ${name}: ${failures.get(name)}`);
        }
      }
    });
    say(`${engine}: round ${round + 1} of ${plan.rounds} took ${((Date.now() - started) / 1000).toFixed(0)} s`);
  }
  for (const { name, less } of cases) {
    if (less !== null && failures.has(less)) failures.set(name, `${less}, which is subtracted, was not measured`);
  }
  return {
    results: cases
      .filter(({ name }) => !failures.has(name))
      .map((facts) => summary(driver, facts, timings, checked.get(facts.name)!)),
    failures: [...failures].map(([name, problem]) => ({ engine, case: name, problem })),
  };
}

/** Those that are asked for, and the sources that are subtracted from them. */
function choose(all: readonly CaseFacts[], only: readonly string[]): CaseFacts[] {
  if (only.length === 0) return [...all];
  const wanted = all.filter(({ name }) => only.some((part) => name.includes(part)));
  if (wanted.length === 0) throw new Error(`no case has ${only.join(' or ')} in its name`);
  const needed = new Set(wanted.flatMap(({ name, less }) => (less === null ? [name] : [name, less])));
  return all.filter(({ name }) => needed.has(name));
}

/** Every round begins somewhere else, so that no case always follows the same state of the machine. */
function rotated<T>(items: readonly T[], share: number): T[] {
  const first = Math.floor(items.length * share);
  return [...items.slice(first), ...items.slice(0, first)];
}

/** How far apart the levels of two rounds may be, of 1: Tone.js makes another random reverb each time. */
const sameWithin = 0.02;

/** Offline renders repeat: whoever plays something else in a later round has skipped or added work. */
function assertSame(first: Timing, now: Timing): void {
  const close = Math.abs(now.rms - first.rms) <= sameWithin * first.rms;
  const counted = now.counted?.awake === first.counted?.awake && now.counted?.quanta === first.counted?.quanta;
  if (!close || !counted) {
    const [one, other] = [first, now].map(({ rms, counted }) => JSON.stringify({ rms, counted }));
    throw new Error(`heard ${other}, and ${one} before`);
  }
}

function summary(
  { engine }: Driver,
  { name, strips, less }: CaseFacts,
  timings: ReadonlyMap<string, readonly Timing[]>,
  checked: Checked,
): Result {
  const total = timings.get(name)!.map(({ cost }) => cost);
  const subtracted = less === null ? [] : timings.get(less)!.map(({ cost }) => cost);
  const own = total.map((cost, round) => cost - (subtracted[round] ?? 0));
  return {
    engine,
    case: name,
    strips,
    own_us: round3(median(own)),
    total_us: round3(median(total)),
    spread: [round3(quantile(own, 0.25)), round3(quantile(own, 0.75))],
    checked,
  };
}

const round3 = (value: number) => Math.round(value * 1000) / 1000;
