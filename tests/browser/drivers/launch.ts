import { ChromiumDriver, chromiumProgram } from './chromium.ts';
import { type Driver, type Engine, EngineMissing, type LaunchOptions } from './driver.ts';
import { FirefoxDriver, firefoxProgram } from './firefox.ts';
import { WebKitDriver, webkitPrograms } from './webkit.ts';

export const engines: readonly Engine[] = ['chromium', 'firefox', 'webkit'];

const launchers = {
  chromium: { find: chromiumProgram, launch: (options: LaunchOptions) => ChromiumDriver.launch(options) },
  firefox: { find: firefoxProgram, launch: (options: LaunchOptions) => FirefoxDriver.launch(options) },
  webkit: { find: webkitPrograms, launch: (options: LaunchOptions) => WebKitDriver.launch(options) },
} satisfies Record<Engine, { find: () => unknown; launch: (options: LaunchOptions) => Promise<Driver> }>;

export function launch(engine: Engine, options: LaunchOptions = {}): Promise<Driver> {
  return launchers[engine].launch(options);
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
