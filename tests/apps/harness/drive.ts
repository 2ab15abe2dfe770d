import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { HTTPResponse } from 'puppeteer-core';
import { type ChromiumDriver, ChromiumPage } from '../../browser/drivers/chromium.ts';

/** A tone of amplitude 1 in the middle of the stage, 3 dB down on both sides, RMS and summed to one channel. */
const atUnityDb = -6.02;

/** What was found out by a visit. */
export interface Visit {
  readonly backend: string;
  /** What was heard with the fader at -6 dB and at -18 dB, RMS in dBFS. */
  readonly heardDb: readonly [number, number];
  /** All scripts of the page, and the one that carries the engine, on the wire. */
  readonly gzipBytes: { readonly all: number; readonly megamixer: number };
  /** What was asked of the server, by path. */
  readonly requests: readonly string[];
}

/** Visits an app as its user would: starts it by its button, moves its fader by the keyboard, listens and looks at its meter. */
export async function visit(driver: ChromiumDriver, url: string): Promise<Visit> {
  const tab = await driver.browser.newPage();
  const page = new ChromiumPage(tab);
  const responses: HTTPResponse[] = [];
  const lost: string[] = [];
  tab.on('response', (response) => {
    if (/^https?:/.test(response.url())) responses.push(response);
    if (response.status() >= 400) lost.push(`${response.status()} for ${response.url()}`);
  });
  tab.on('requestfailed', (request) => lost.push(`${request.failure()?.errorText} for ${request.url()}`));
  const problems = async () => [...lost, ...(await page.errors())];
  try {
    await tab.goto(url, { timeout: 60_000 });
    await tab.waitForSelector('#start', { timeout: 20_000 });
    assert.equal(await page.evaluate(`document.querySelector('#meter').value`), 0, 'the meter before the start');
    await tab.click('#start');
    for (const end = Date.now() + 20_000; !(await page.evaluate('"app" in globalThis')); await setTimeout(50)) {
      const found = await problems();
      if (found.length > 0 || Date.now() > end) assert.fail(`it did not start: ${found.join('\n')}`);
    }

    const first = await heard(page, -6);
    await tab.focus('#fader');
    for (let step = 0; step < 2; step += 1) await tab.keyboard.press('ArrowDown');
    const second = await heard(page, -18);

    assert.deepEqual(await problems(), []);
    const backend = await page.evaluate<string>('app.backend');
    const requests = responses.map((response) => new URL(response.url()).pathname);
    return { backend, heardDb: [first, second], gzipBytes: await gzipBytes(responses), requests };
  } finally {
    await page.close();
  }
}

/** Waits until that is heard, and shown by the meter, which a fader at so many decibels makes. */
async function heard(page: ChromiumPage, faderDb: number): Promise<number> {
  const wanted = atUnityDb + faderDb;
  const peak = Math.SQRT1_2 * 10 ** (faderDb / 20);
  let level = Number.NaN;
  let shown = Number.NaN;
  for (const end = Date.now() + 10_000; Date.now() < end; await setTimeout(100)) {
    [level, shown] = await page.evaluate<[number, number]>('[app.level(), app.meter()]');
    if (Math.abs(level - wanted) < 0.05 && Math.abs(shown / peak - 1) < 0.02) return Number(level.toFixed(2));
  }
  return assert.fail(
    `with the fader at ${faderDb} dB, ${wanted} dBFS ought to be heard and a peak of ${peak} shown: ${level}, ${shown}`,
  );
}

async function gzipBytes(responses: readonly HTTPResponse[]): Promise<Visit['gzipBytes']> {
  const scripts = responses.filter((response) => response.request().resourceType() === 'script');
  const bodies = await Promise.all(scripts.map((response) => response.buffer()));
  const sizes = bodies.map((body) => gzipSync(body, { level: 9 }).length);
  // What gzip of any WebAssembly begins with, in base64.
  const carrier = bodies.findIndex((body) => body.includes('H4sI'));
  return { all: sizes.reduce((sum, size) => sum + size, 0), megamixer: sizes[carrier] ?? 0 };
}
