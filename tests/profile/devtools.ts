import type { Page } from 'puppeteer-core';
import { ChromiumDriver } from '../browser/drivers/chromium.ts';

/** The DevTools of Chromium as a page of another one, which serves it over its debugging port. */
export class DevTools {
  private constructor(
    readonly driver: ChromiumDriver,
    readonly page: Page,
  ) {}

  /** `target`: the debugging address of a page to attach to; without one, the panels stay empty. */
  static async open(panel: string, { target = '', width = 1400, height = 860 } = {}): Promise<DevTools> {
    const driver = await ChromiumDriver.launch({ args: ['--remote-debugging-port=0', '--remote-allow-origins=*'] });
    const { host } = new URL(driver.browser.wsEndpoint());
    const page = await driver.browser.newPage();
    await page.setViewport({ width, height });
    const ws = target === '' ? '' : `&ws=${target.replace('ws://', '')}`;
    await page.goto(`http://${host}/devtools/devtools_app.html?panel=${panel}${ws}`);
    return new DevTools(driver, page);
  }

  /** Loads a recording into the Performance panel, as by hand. */
  async load(file: string): Promise<void> {
    const button = await this.page.waitForSelector('pierce/[aria-label^="Load"]', { timeout: 20_000 });
    const [chooser] = await Promise.all([this.page.waitForFileChooser({ timeout: 20_000 }), button!.click()]);
    await chooser.accept([file]);
    await this.page.waitForSelector('pierce/canvas[aria-label="Flame chart"]', { timeout: 60_000 });
  }

  close(): Promise<void> {
    return this.driver.close();
  }
}
