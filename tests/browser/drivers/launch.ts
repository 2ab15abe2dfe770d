import { ChromiumDriver, chromiumProgram } from './chromium.ts';
import { type Driver, type Engine, EngineMissing } from './driver.ts';
import { FirefoxDriver, firefoxProgram } from './firefox.ts';
import { WebKitDriver, webkitPrograms } from './webkit.ts';

export const engines: readonly Engine[] = ['chromium', 'firefox', 'webkit'];

const launchers = {
  chromium: { find: chromiumProgram, launch: () => ChromiumDriver.launch() },
  firefox: { find: firefoxProgram, launch: () => FirefoxDriver.launch() },
  webkit: { find: webkitPrograms, launch: () => WebKitDriver.launch() },
} satisfies Record<Engine, { find: () => unknown; launch: () => Promise<Driver> }>;

export function launch(engine: Engine): Promise<Driver> {
  return launchers[engine].launch();
}

/** How to get a browser that is not installed; undefined where it is. */
export function missing(engine: Engine): string | undefined {
  try {
    launchers[engine].find();
    return undefined;
  } catch (error) {
    if (error instanceof EngineMissing) return error.message;
    throw error;
  }
}
