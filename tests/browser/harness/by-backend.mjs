/** Tests of a backend end in its name, or in the names of several: `..., shared`, `..., shared and message`. */
const END = /, (shared|message|js)(?: and (shared|message|js))?$/;

/** What a test that measures what the backends cost says beside itself. */
export const COST = 'cost of backends';

/** The backends that a test is about, by its title. */
export function backendsOf(title) {
  return [...new Set((END.exec(title) ?? []).slice(1).filter(Boolean))];
}

/** What a test says of costs, in microseconds a quantum by backend; undefined for whatever else it says. */
export function costOf(diagnostic) {
  return diagnostic.startsWith(`${COST}: `) ? JSON.parse(diagnostic.slice(COST.length + 2)) : undefined;
}

/** How many tests each backend has passed, in which engine, and what a quantum cost there where that was measured. */
export function table(engines) {
  const rows = [['engine', 'backend', 'passed', 'failed', 'skipped', 'µs a quantum']];
  for (const [engine, { backends, cost }] of Object.entries(engines)) {
    for (const backend of Object.keys({ ...backends, ...cost })) {
      const { passed, failed, skipped } = backends[backend] ?? { passed: 0, failed: 0, skipped: 0 };
      rows.push([engine, backend, passed, failed, skipped, cost?.[backend]?.toFixed(1) ?? '']);
    }
  }
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  const cell = (value, column) => (column < 2 ? value.padEnd(widths[column]) : String(value).padStart(widths[column]));
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}
