import { type BackendBenchmark, type BackendBenchmarkOptions, benchmarkBackends } from '../index.js';
import { print } from './print.js';

/** As `benchmarkBackends`. */
export async function benchmark(options?: BackendBenchmarkOptions): Promise<BackendBenchmark[]> {
  const found = await benchmarkBackends(options);
  print(benchmarkText(found));
  return found;
}

export function benchmarkText(found: readonly BackendBenchmark[]): string {
  return found
    .map((each) => {
      if (!each.available) return `${each.backend.padEnd(9)}${each.message}`;
      const { quantumMicroseconds, quartiles, load, strips } = each;
      const [lower, upper] = quartiles.map((quartile) => quartile.toFixed(1));
      return `${each.backend.padEnd(9)}${quantumMicroseconds.toFixed(1)} µs a quantum (${lower} to ${upper}), a load of ${(load * 100).toFixed(1)} %, ${strips} strips`;
    })
    .join('\n');
}
