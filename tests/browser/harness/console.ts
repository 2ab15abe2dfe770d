import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { KeyInput } from 'puppeteer-core';
import type { ChromiumPage } from '../drivers/chromium.ts';
import { type Remote, remote } from './call.ts';
import { openUrl, servers } from './engine.ts';

type Examples = typeof import('../page/examples.ts');

/** Something by what it is called, inside of elements too. */
const named = (label: string) => `pierce/[aria-label="${label}"]`;

/** Below what anybody hears, above what rounding leaves. */
const silent = 1e-4;

/** The demo as a visitor sees it who has pressed Start. */
export class Console {
  private constructor(
    readonly opened: ChromiumPage,
    readonly look: Remote<Examples>,
  ) {}

  static async start(server: 'isolated' | 'plain', viewport = { width: 1680, height: 1000 }): Promise<Console> {
    const opened = (await openUrl(servers[server].url('/examples/console/'))) as ChromiumPage;
    await opened.page.setViewport(viewport);
    // Meters that move at the rate of the screen, without a graphics card, take a core from those who listen.
    await opened.page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    const look = remote<Examples>(opened, 'examples');
    await look.consoleIsReady();
    await opened.page.waitForSelector('#start:not([disabled])', { timeout: 20_000 });
    await opened.page.click('#start');
    return new Console(opened, look);
  }

  click(label: string): Promise<void> {
    return this.opened.page.click(named(label));
  }

  /** Opens what is inside a channel, by its name on the console. */
  open(channel: string): Promise<void> {
    return this.click(`${channel}: select`);
  }

  async press(label: string, ...keys: KeyInput[]): Promise<void> {
    await this.opened.page.focus(named(label));
    await this.keys(...keys);
  }

  /** Where the keyboard is. */
  async keys(...keys: KeyInput[]): Promise<void> {
    for (const key of keys) await this.opened.page.keyboard.press(key);
  }

  /** One key while others are held. */
  async chord(held: readonly KeyInput[], key: KeyInput): Promise<void> {
    const { keyboard } = this.opened.page;
    for (const each of held) await keyboard.down(each);
    await keyboard.press(key);
    for (const each of held) await keyboard.up(each);
  }

  /** Grabs a control and moves the hand. */
  async drag(label: string, byY: number): Promise<void> {
    const { mouse } = this.opened.page;
    const [x, y] = await this.middle(label);
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x, y + byY, { steps: 20 });
    await mouse.up();
  }

  async doubleClick(label: string): Promise<void> {
    const [x, y] = await this.middle(label);
    await this.opened.page.mouse.click(x, y, { count: 2 });
  }

  private async middle(label: string): Promise<[number, number]> {
    const control = await this.opened.page.$(named(label));
    const box = (await control!.boundingBox())!;
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  async assertSilent(why: string): Promise<void> {
    // Fades, what the analyser still holds, and the tails of reverb and delay.
    let heard = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 24 && heard >= silent; tries += 1) heard = await this.look.loudest(500);
    assert.ok(heard < silent, `${why}: ${heard} is heard`);
  }

  async assertHeard(why: string): Promise<void> {
    assert.ok((await this.look.loudest(1500, 0.005)) > 0.005, why);
  }

  async assertMetersMove(): Promise<void> {
    const pictures = await this.look.meterPictures(1200);
    assert.ok(pictures.filter((count) => count > 1).length > 12, `pictures of each meter: ${pictures}`);
  }

  /** A file that the page has downloaded there, once it is there: until then it has another name. */
  async downloaded(folder: string, name: string): Promise<Buffer> {
    for (let tries = 0; tries < 600 && !readdirSync(folder).includes(name); tries += 1) await pause(50);
    return readFileSync(join(folder, name));
  }

  async close(): Promise<void> {
    const errors = await this.opened.errors();
    await this.opened.close();
    assert.deepEqual(errors, [], 'the console of the browser');
  }
}
