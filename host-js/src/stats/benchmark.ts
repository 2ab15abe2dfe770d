import type { Benchmark, BenchmarkOptions } from '../api/benchmark.js';
import { MixerError } from '../errors.js';
import { Bench, type Measured } from './bench.js';

/** 0.3 s in all, so that it takes less than a second with what is around it. */
const PIECES = 5;

/**
 * Measures what a quantum of one mixer costs; `strips` of it is how many it has.
 *
 * @throws MixerError (as a rejection)
 */
export async function benchmark(mixer: Measured, options: BenchmarkOptions = {}): Promise<Benchmark> {
  const bench = new Bench({ ...mixer, strips: stripsFed(mixer.strips, options.strips) });
  await bench.warmUp();
  for (let piece = 0; piece < PIECES; piece += 1) await bench.piece();
  return bench.result;
}

function stripsFed(all: number, wanted = all): number {
  if (Number.isInteger(wanted) && wanted >= 0 && wanted <= all) return wanted;
  throw new MixerError('counts-out-of-range', `benchmark() feeds 0 to ${all} strips of this mixer, not ${wanted}.`);
}
