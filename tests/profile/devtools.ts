import { setTimeout as pause } from 'node:timers/promises';
import type { KeyInput, Page } from 'puppeteer-core';
import { ChromiumDriver } from '../browser/drivers/chromium.ts';

/** What lets another browser's DevTools in. */
export const DEBUGGABLE = ['--remote-debugging-port=0', '--remote-allow-origins=*'];

/** The DevTools of Chromium as a page of another one, which serves it over its debugging port. */
export class DevTools {
  private constructor(
    readonly driver: ChromiumDriver,
    readonly page: Page,
  ) {}

  /** `target`: the debugging address of a page to attach to; without one, the panels stay empty. */
  static async open(panel: string, { target = '', width = 1400, height = 860 } = {}): Promise<DevTools> {
    const driver = await ChromiumDriver.launch({ args: DEBUGGABLE });
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
    // The panel then opens its sidebar and its list of shortcuts, one after the other.
    await pause(4000);
  }

  /** Puts away what covers the flame chart. */
  async clear(): Promise<void> {
    const close = await this.page.$('pierce/button[aria-label="Close"]');
    const box = await close?.boundingBox();
    if (box) await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await pause(500);
    for (let tries = 0; tries < 5; tries += 1) {
      const hide = await this.page.$('pierce/devtools-button[aria-label="Hide sidebar"]');
      if (hide === null) break;
      await hide.click();
      await pause(1000);
    }
  }

  /** Shows what is between two times of the trace, in µs. The panel's own service does it; there is no other exact way. */
  async show(from: number, to: number): Promise<void> {
    await this.page.evaluate(`import('/devtools/services/trace_bounds/trace_bounds.js').then(({ TraceBounds }) =>
      TraceBounds.BoundsManager.instance().setTimelineVisibleWindow({ min: ${from}, max: ${to}, range: ${to - from} }))`);
    await pause(1500);
  }

  /** Presses keys of the flame chart: up and down select tracks, left and right close and open them. */
  async keys(...keys: KeyInput[]): Promise<void> {
    const chart = await this.page.waitForSelector('pierce/canvas[aria-label="Flame chart"]');
    // Not by a click, which would select a track.
    await chart!.focus();
    for (const key of keys) {
      await pause(200);
      await this.page.keyboard.press(key);
    }
    await pause(500);
  }

  /** Opens a tab of the lower half. */
  async tab(name: string): Promise<void> {
    const tab = await this.page.waitForSelector(`pierce/[role="tab"][aria-label="${name}"]`);
    await tab!.click();
    // More room for it: the bar above it is dragged up.
    const { x, y } = (await tab!.boundingBox())!;
    const { mouse } = this.page;
    await mouse.move(x + 600, y - 1);
    await mouse.down();
    await mouse.move(x + 600, y / 2, { steps: 5 });
    await mouse.up();
    await pause(1500);
  }

  /**
   * Gives the profiling artefact its source map, as "Add source map..." in the menu of its code does, and opens a source
   * of that path. Without it, the DWARF extension would have to be installed.
   */
  async openSource(path: string, line: number): Promise<void> {
    const opened = await this.page.evaluate(`(async () => {
      const [sdk, workspace, common] = await Promise.all(
        ['core/sdk/sdk.js', 'models/workspace/workspace.js', 'core/common/common.js'].map((module) => import('/devtools/' + module)),
      );
      for (const model of sdk.TargetManager.TargetManager.instance().models(sdk.DebuggerModel.DebuggerModel)) {
        for (const script of model.scripts().filter(({ sourceURL }) => sourceURL.endsWith('-profiling.wasm'))) {
          model.setSourceMapURL(script, script.sourceURL + '.map');
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 4000));
      const sources = workspace.Workspace.WorkspaceImpl.instance().uiSourceCodes();
      const source = sources.find((each) => each.url().endsWith('/${path}'));
      if (source === undefined) return false;
      await common.Revealer.reveal(source.uiLocation(${line}, 0));
      return true;
    })()`);
    if (opened !== true) throw new Error(`DevTools found no ${path}`);
    await this.page.keyboard.press('F8');
    await pause(2000);
  }

  /** A PNG of what is shown, down to this height in pixels. */
  picture(height: number): Promise<Uint8Array> {
    const { width = 0 } = this.page.viewport() ?? {};
    return this.page.screenshot({
      type: 'png',
      clip: { x: 0, y: 0, width, height },
      // Else the page is laid out anew for the picture, and the flame chart not painted by then.
      captureBeyondViewport: false,
    });
  }

  close(): Promise<void> {
    return this.driver.close();
  }
}
