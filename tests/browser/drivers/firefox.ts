import puppeteer, { type Browser } from 'puppeteer-core';
import { type Driver, EngineMissing, type LaunchOptions } from './driver.ts';
import { findProgram } from './find.ts';
import { closeBrowser, PuppeteerDriverPage } from './puppeteer-page.ts';

const autoplayPrefs = {
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
};
const prefs = {
  // Without an audio device `resume()` never settles unless the back end is a mock.
  'media.cubeb.force_mock_context': true,
};

export function firefoxProgram(): string {
  const program = findProgram(process.env.MEGAMIXER_FIREFOX, 'firefox-esr', 'firefox');
  if (program) return program;
  throw new EngineMissing('Firefox not found: apt-get install firefox-esr, or set MEGAMIXER_FIREFOX');
}

export class FirefoxDriver implements Driver {
  readonly engine = 'firefox';
  private constructor(
    readonly browser: Browser,
    readonly version: string,
  ) {}

  static async launch({ blockAutoplay = false }: LaunchOptions = {}): Promise<FirefoxDriver> {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: firefoxProgram(),
      headless: true,
      extraPrefsFirefox: { ...prefs, ...(blockAutoplay ? {} : autoplayPrefs) },
      timeout: 60_000,
      // Every call has a limit of its own.
      protocolTimeout: 600_000,
    });
    return new FirefoxDriver(browser, await browser.version());
  }

  async open(url: string): Promise<PuppeteerDriverPage> {
    const page = new PuppeteerDriverPage(await this.browser.newPage());
    await page.page.goto(url, { timeout: 20_000 });
    return page;
  }

  close(): Promise<void> {
    return closeBrowser(this.browser);
  }
}
