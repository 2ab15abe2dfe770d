const sum = (results) =>
  results.reduce((total, { passed, failed, skipped }) => ({
    passed: total.passed + passed,
    failed: total.failed + failed,
    skipped: total.skipped + skipped,
  }));

const counts = (match) => {
  const [passed, failed, skipped] = match.slice(1).map(Number);
  return { passed, failed, skipped };
};

function cargoResults(output) {
  return [...output.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/gm)].map(counts);
}

/** One `test result:` line for each test program. */
export function cargo(output) {
  const results = cargoResults(output);
  return results.length > 0 ? sum(results) : undefined;
}

/** The same tests once for each seed: a test counts once, and passes when it passed with every seed. */
export function cargoOverSeeds(output) {
  const results = cargoResults(output);
  if (results.length === 0) return undefined;
  const most = (key) => Math.max(...results.map((result) => result[key]));
  const failed = most('failed');
  return { passed: most('passed') - failed, failed, skipped: most('skipped') };
}

/** The closing line of a runner that counts by itself. */
export function closingLine(output) {
  const lines = [...output.matchAll(/(\d+) passed, (\d+) failed, (\d+) skipped$/gm)];
  return lines.length > 0 ? counts(lines.at(-1)) : undefined;
}
