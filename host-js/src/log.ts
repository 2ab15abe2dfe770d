import type { LogLevel } from './api/mixer.js';
import { pageRegistry } from './code/page-registry.js';

const LEVELS: readonly LogLevel[] = ['silent', 'warn', 'info', 'debug'];

/** Where a level outlives the page, for looking into one that is not one's own. */
const STORED = 'megamixer:log';

/** Sets what all mixers of the page log. */
export function setLogLevel(level: LogLevel): void {
  if (!LEVELS.includes(level)) {
    throw new TypeError(`log takes ${LEVELS.map((each) => `'${each}'`).join(' or ')}, not ${String(level)}.`);
  }
  pageRegistry().logLevel = level;
}

/** The one logger of the page. Silent unless it is asked to speak, but for what `warnOnce` is there for. */
export const log = {
  warn: (message: string) => say('warn', message),
  info: (message: string) => say('info', message),
  debug: (message: string) => say('debug', message),
};

/** Says what nobody asked for and everybody must know, once a page; not where it was told to be silent. */
export function warnOnce(message: string): void {
  const { told } = pageRegistry();
  if (level() === 'silent' || told.has(message)) return;
  told.add(message);
  console.warn(`[megamixer] ${message}`);
}

function say(as: Exclude<LogLevel, 'silent'>, message: string): void {
  if (LEVELS.indexOf(level() ?? 'silent') >= LEVELS.indexOf(as)) console[as](`[megamixer] ${message}`);
}

/** What was asked for; undefined where nobody asked. */
function level(): LogLevel | undefined {
  return pageRegistry().logLevel ?? stored();
}

function stored(): LogLevel | undefined {
  try {
    return LEVELS.find((each) => each === localStorage.getItem(STORED));
  } catch {
    // There is none on a server, and a page may be forbidden to use it.
    return undefined;
  }
}
