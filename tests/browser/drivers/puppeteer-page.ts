import type { Browser, Page as PuppeteerPage } from 'puppeteer-core';
import { envelope, evaluationTimeoutMs, opened, type Page, within } from './driver.ts';

/** A page of Chromium or Firefox. */
export class PuppeteerDriverPage implements Page {
  readonly #errors: string[] = [];

  constructor(readonly page: PuppeteerPage) {
    page.on('pageerror', (error) => this.#errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#errors.push(message.text());
    });
  }

  async evaluate<T>(expression: string, { timeoutMs = evaluationTimeoutMs } = {}): Promise<T> {
    const answer = this.page.evaluate(envelope(expression)) as Promise<string>;
    return opened<T>(await within(answer, timeoutMs, 'the page'));
  }

  click(x: number, y: number): Promise<void> {
    return this.page.mouse.click(x, y);
  }

  async errors(): Promise<readonly string[]> {
    return [...this.#errors];
  }

  screenshot(): Promise<Uint8Array> {
    return this.page.screenshot({ type: 'png' });
  }

  async close(): Promise<void> {
    await within(this.page.close(), 5_000, 'closing the page').catch(() => {});
  }
}

/** Asks the browser to leave, and ends its process if it does not: a hung Firefox never answers again. */
export async function closeBrowser(browser: Browser): Promise<void> {
  const process = browser.process();
  await within(browser.close(), 5_000, 'closing the browser').catch(() => process?.kill('SIGKILL'));
}
