import { liveMixers } from '../code/live-mixers.js';
import { detectCapabilities } from '../index.js';
import { capabilitiesText } from './capabilities.js';
import { print } from './print.js';

/**
 * All that there is to say of the page's mixers, of every copy of the library: what `stats.report()` says of each, and what the page can do.
 * Takes a second or two while one plays whose load is not known yet.
 */
export async function report(): Promise<string> {
  const mixers = liveMixers();
  const [found, ...reports] = await Promise.all([
    detectCapabilities(),
    ...mixers.map(async (mixer) => (await mixer.stats.report()).text),
  ]);
  const counted = mixers.length === 1 ? 'One mixer' : `${mixers.length || 'No'} mixers`;
  const parts = reports.map((text, index) => `Mixer ${index + 1}\n${text}`);
  const text = [`${counted} in this page.`, ...parts, `Page\n${capabilitiesText(found)}`].join('\n\n');
  print(text);
  return text;
}
