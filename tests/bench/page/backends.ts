import type { BackendBenchmark } from 'megamixer';
import { benchmarkBackends } from '/dist/megamixer.js';
import { stages, upTo } from '../stages.ts';
import { apply } from './stages.ts';

/** What a quantum costs over each backend, with nothing switched on or everything. */
export function measure(strips: number, everything: boolean, rounds: number): Promise<BackendBenchmark[]> {
  const settings = upTo(stages.length - 1);
  return benchmarkBackends({
    ...{ strips, rounds },
    ...(everything && { prepare: (mixer) => apply(mixer, settings) }),
  });
}
