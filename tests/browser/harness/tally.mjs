import { backendsOf, costOf } from './by-backend.mjs';

const none = () => ({ passed: 0, failed: 0, skipped: 0 });

/** A reporter of node:test that writes the counts of the whole run as JSON, the files that failed, and the counts of each backend. */
export default async function* tally(events) {
  /** @type {{ passed: number, failed: number, skipped: number, suites: string[], backends: object, cost?: object }} */
  const counts = { ...none(), suites: [], backends: {} };
  for await (const { type, data } of events) {
    if (type === 'test:diagnostic') counts.cost ??= costOf(data.message);
    const outcome = outcomeOf(type, data);
    if (outcome === undefined) continue;
    counts[outcome] += 1;
    if (outcome === 'failed' && !counts.suites.includes(data.file)) counts.suites.push(data.file);
    for (const backend of backendsOf(data.name)) {
      counts.backends[backend] ??= none();
      counts.backends[backend][outcome] += 1;
    }
  }
  yield JSON.stringify(counts);
}

function outcomeOf(type, data) {
  if (type !== 'test:pass' && type !== 'test:fail') return undefined;
  // A suite counts by its tests, unless it failed by itself, as when its browser did not start.
  const suite = data.details.type === 'suite';
  if (type === 'test:fail' && !(suite && data.details.error?.failureType === 'subtestsFailed')) return 'failed';
  if (suite) return undefined;
  if (data.skip !== undefined) return 'skipped';
  return type === 'test:pass' ? 'passed' : undefined;
}
