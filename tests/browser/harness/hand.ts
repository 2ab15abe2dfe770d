import type { KeyInput, Page as PuppeteerPage } from 'puppeteer-core';
import type { Page } from '../drivers/driver.ts';
import type { PuppeteerDriverPage } from '../drivers/puppeteer-page.ts';

/** The page of a driver that has keys, a wheel and a pointer that drags: not WebKit's, which only clicks. */
export const handOf = (page: Page): PuppeteerPage => (page as PuppeteerDriverPage).page;

/** Where the keyboard is. */
export async function keys(opened: Page, ...pressed: KeyInput[]): Promise<void> {
  for (const key of pressed) await handOf(opened).keyboard.press(key);
}

/** Grabs what is there and moves it up or down, by so many pixels. */
export async function drag(opened: Page, [x, y]: readonly [number, number], byY: number): Promise<void> {
  const { mouse } = handOf(opened);
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x, y + byY, { steps: 8 });
  await mouse.up();
}
