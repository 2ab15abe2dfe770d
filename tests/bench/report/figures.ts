import type { Engine } from '../../browser/drivers/driver.ts';
import type { Result } from '../offline/results.ts';

/** The results of one engine, by case. */
export class Figures {
  readonly #results: ReadonlyMap<string, Result>;

  constructor(
    results: readonly Result[],
    readonly engine: Engine,
  ) {
    this.#results = new Map(results.filter((one) => one.engine === engine).map((one) => [one.case, one]));
  }

  get all(): Result[] {
    return [...this.#results.values()];
  }

  get(name: string): Result | undefined {
    return this.#results.get(name);
  }

  /** µs per quantum without the sources; NaN for a case that was not measured, and so are figures made of it. */
  own(name: string): number {
    return this.#results.get(name)?.own_us ?? Number.NaN;
  }

  /** µs per quantum with the sources; NaN likewise. */
  total(name: string): number {
    return this.#results.get(name)?.total_us ?? Number.NaN;
  }
}
