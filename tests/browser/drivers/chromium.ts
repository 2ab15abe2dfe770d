import puppeteer, { type Browser } from 'puppeteer-core';
import { type Driver, EngineMissing, type LaunchOptions } from './driver.ts';
import { findProgram } from './find.ts';
import { closeBrowser, PuppeteerDriverPage } from './puppeteer-page.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const AUTOPLAY = '--autoplay-policy=no-user-gesture-required';

export function chromiumProgram(): string {
  const program = findProgram(process.env.MEGAMIXER_CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome');
  if (program) return program;
  throw new EngineMissing('Chromium not found: apt-get install chromium, or set MEGAMIXER_CHROMIUM');
}

export class ChromiumDriver implements Driver {
  readonly engine = 'chromium';
  private constructor(
    readonly browser: Browser,
    readonly version: string,
  ) {}

  static async launch({
    args = [],
    blockAutoplay = false,
  }: LaunchOptions & { args?: string[] } = {}): Promise<ChromiumDriver> {
    const browser = await puppeteer.launch({
      executablePath: chromiumProgram(),
      headless: true,
      args: [...flags, ...(blockAutoplay ? [] : [AUTOPLAY]), ...args],
      timeout: 30_000,
      // Every call has a limit of its own.
      protocolTimeout: 600_000,
    });
    return new ChromiumDriver(browser, await browser.version());
  }

  async open(url: string): Promise<ChromiumPage> {
    const page = new ChromiumPage(await this.browser.newPage());
    await page.page.goto(url, { timeout: 20_000 });
    return page;
  }

  close(): Promise<void> {
    return closeBrowser(this.browser);
  }
}

export class ChromiumPage extends PuppeteerDriverPage {
  async heapBytes(): Promise<number> {
    const session = await this.page.createCDPSession();
    try {
      // What one collection frees may hold on to what the next one does.
      for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    } finally {
      await session.detach();
    }
  }

  async countObjects(prototype: string): Promise<number> {
    const session = await this.page.createCDPSession();
    try {
      const { result } = await session.send('Runtime.evaluate', { expression: prototype, awaitPromise: true });
      const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
      const { result: count } = await session.send('Runtime.callFunctionOn', {
        objectId: objects.objectId!,
        functionDeclaration: 'function () { return this.length; }',
        returnByValue: true,
      });
      return count.value;
    } finally {
      await session.detach();
    }
  }
}
