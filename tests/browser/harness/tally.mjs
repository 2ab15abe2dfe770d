/** A reporter of node:test that writes the counts of the whole run as JSON. */
export default async function* tally(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    // A suite counts by its tests, unless it failed by itself, as when its browser did not start.
    const suite = data.details.type === 'suite';
    if (type === 'test:fail' && !(suite && data.details.error?.failureType === 'subtestsFailed')) counts.failed += 1;
    else if (suite) continue;
    else if (data.skip !== undefined) counts.skipped += 1;
    else if (type === 'test:pass') counts.passed += 1;
  }
  yield JSON.stringify(counts);
}
