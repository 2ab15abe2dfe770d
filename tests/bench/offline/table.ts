import type { Driver } from '../../browser/drivers/driver.ts';
import type { Failure, Result } from './results.ts';

/** The figures of one engine for a terminal. */
export function consoleTable(
  { engine, version }: Pick<Driver, 'engine' | 'version'>,
  { results, failures }: { results: readonly Result[]; failures: readonly Failure[] },
): string {
  const line = (name: string, ...cells: string[]) => name.padEnd(30) + cells.map((cell) => cell.padStart(16)).join('');
  return [
    '',
    `${engine} (${version}), µs per quantum of 128 frames`,
    line('', 'own', 'quartiles', 'with sources'),
    ...results.map(({ case: name, own_us, spread, total_us }) =>
      line(name, own_us.toFixed(2), spread.map((end) => end.toFixed(2)).join(' to '), total_us.toFixed(2)),
    ),
    ...failures.map(({ case: name, problem }) => `${name}: not measured. ${problem}`),
    '',
  ].join('\n');
}
