import { after, before, describe } from 'node:test';
import type { Backend } from 'megamixer';
import type { Driver, Engine, Page } from '../drivers/driver.ts';
import { launch } from '../drivers/launch.ts';
import { builds } from './builds.ts';
import { type Remote, remote } from './call.ts';
import { hung } from './hung.ts';
import { startServer, type TestServer } from './server.ts';

/** The engine that this process tests; the entry runs one process per engine. */
export const engine = (process.env.MEGAMIXER_ENGINE ?? 'chromium') as Engine;

/** Long proofs instead of their small fixed part. */
export const soak = process.env.MEGAMIXER_SOAK === '1';

/** All there are, for the fixed part of the conformance suite that the slow one runs too. */
export const everyBackend = ['shared', 'message', 'js'] as const satisfies Backend[];
/**
 * Those of the whole suite. What the page does is the same code everywhere, so Chromium has both transports and each other engine the one
 * that most of its pages get; in soak that is all, everywhere.
 */
export const backends: readonly Backend[] = soak
  ? everyBackend
  : { chromium: ['shared', 'message'] as const, firefox: ['shared'] as const, webkit: ['message'] as const }[engine];

/**
 * For what the engine sounds like, which suites/together/scenes and script compare between the backends bit for bit: all of them in
 * Chromium, and in soak everywhere.
 */
export const soundBackends: readonly Backend[] = engine === 'chromium' || soak ? everyBackend : ['shared'];

let driver: Driver | undefined;
let isolated: TestServer | undefined;
let plain: TestServer | undefined;

/** Two origins, alike but for the headers that isolate a page. */
export const servers = {
  get isolated(): TestServer {
    return isolated!;
  },
  get plain(): TestServer {
    return plain!;
  },
};

export function browser(): Driver {
  if (!driver) throw new Error('the browser is started by describeEngine');
  return driver;
}

/**
 * Tests of what does not depend on the browser's engine, or is slow: in one engine, and in soak in all.
 */
export function describeOnce(subject: string, tests: () => void): void {
  if (engine === 'chromium' || soak) describeEngine(subject, tests);
}

/** Tests of what takes long and is the same code in all of them: in two engines, and in soak in all. */
export function describeTwice(subject: string, tests: () => void): void {
  if (engine !== 'webkit' || soak) describeEngine(subject, tests);
}

let users = 0;

/** Tests of this process's engine. All suites of a process share one browser. */
export function describeEngine(subject: string, tests: () => void): void {
  users += 1;
  describe(`${engine}: ${subject}`, () => {
    before(async () => {
      if (driver) return;
      const mounts = builds();
      isolated = await startServer({ isolated: true, mounts });
      plain = await startServer({ isolated: false, mounts });
      driver = await launch(engine);
    });
    tests();
    after(async () => {
      users -= 1;
      await leave();
      if (users > 0) return;
      await driver?.close();
      isolated?.close();
      plain?.close();
    });
  });
}

export interface OpenOptions {
  isolated?: boolean;
  /** The page's Content-Security-Policy. */
  csp?: string;
}

/** The page of the last test. Opening one costs more than most tests do, so tests share it. */
let shared: { options: string; page: Page } | undefined;

async function open(options: OpenOptions): Promise<Page> {
  const key = JSON.stringify(options);
  if (shared?.options === key) return shared.page;
  await leave();
  const { isolated: wanted = true, csp } = options;
  const server = wanted ? servers.isolated : servers.plain;
  const url = server.url(`/empty${csp ? `?csp=${encodeURIComponent(csp)}` : ''}`);
  shared = { options: key, page: await openUrl(url) };
  return shared.page;
}

/** Leaves the page that tests share: the next one opens its own. */
export async function leave(): Promise<void> {
  const page = shared?.page;
  shared = undefined;
  await page?.close();
}

/** Opens any page. A browser that a test has brought down fails that test, not those after it. */
export async function openUrl(url: string): Promise<Page> {
  await leave();
  try {
    return await browser().open(url);
  } catch {
    return await (await relaunch()).open(url);
  }
}

async function relaunch(): Promise<Driver> {
  shared = undefined;
  await browser().close();
  driver = await launch(engine);
  return driver;
}

/** A way to call functions of one page module, in a page of these options. A failure is the page's last. */
export function pageWith<M>(module: string, timeoutMs?: number) {
  return async <R>(work: (functions: Remote<M>, page: Page) => Promise<R>, options: OpenOptions = {}): Promise<R> => {
    const run = async () => {
      const page = await open(options);
      return await work(remote<M>(page, module, timeoutMs === undefined ? {} : { timeoutMs }), page);
    };
    try {
      return await run().catch(async (error) => {
        if (!hung(engine, error)) throw error;
        await relaunch();
        return await run();
      });
    } catch (error) {
      await leave();
      throw error;
    }
  };
}
