/**
 * Says which engines the tests will skip and how to get them. Chromium is required; with MEGAMIXER_ALL_ENGINES=1,
 * as in continuous integration, all are.
 */
import { engines, missing } from '../../tests/browser/drivers/launch.ts';

const required = process.env.MEGAMIXER_ALL_ENGINES === '1' ? engines : ['chromium'];

for (const engine of engines) {
  const reason = missing(engine);
  if (reason === undefined) continue;
  if (required.includes(engine)) {
    console.error(`missing: ${reason}`);
    process.exitCode = 1;
  } else {
    console.log(`skipped engine: ${reason}`);
  }
}
