/** A reporter of node:test: one closing line with the counts of the whole run. */
import tally from '../../tests/browser/harness/tally.mjs';

export default async function* tallyLine(events) {
  for await (const json of tally(events)) {
    const { passed, failed, skipped } = JSON.parse(json);
    yield `node tests: ${passed} passed, ${failed} failed, ${skipped} skipped\n`;
  }
}
