/**
 * Looks into any page that has a mixer: `import 'megamixer/debug'` puts this on `window.megamixer`, for the console. The library never
 * imports it. What is on `window.megamixer` already stays there; the functions can be imported too.
 */
import { log } from '../log.js';
import { benchmark } from './benchmark.js';
import { capabilities } from './capabilities.js';
import { report } from './report.js';

/** What `window.megamixer` is. Each prints what it finds, for people, and resolves with it. */
export interface DebugTools {
  readonly report: typeof report;
  readonly capabilities: typeof capabilities;
  readonly benchmark: typeof benchmark;
}

declare global {
  interface Window {
    /** The tools of `megamixer/debug`, where that was imported and the page has nothing else of that name. */
    megamixer?: DebugTools;
  }
}

export { benchmark, capabilities, report };

const tools: DebugTools = Object.freeze({ report, capabilities, benchmark });

// Not in a worker, nor on a server. An element whose id is that name is no variable of the page: it gives way.
if (typeof window === 'object') {
  if (!Object.hasOwn(window, 'megamixer')) window.megamixer = tools;
  else log.warn("window.megamixer is there already, and stays what it is: import { report } from 'megamixer/debug'.");
}
