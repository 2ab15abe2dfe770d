import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../browser/drivers/driver.ts';
import { root } from '../../browser/harness/server.ts';
import type { Checked } from './judge.ts';

/** What `make bench` leaves behind, for the report and for whoever else reads it. */
export const folder = join(root, 'target/bench');

/** One case in one engine. Costs are µs per quantum of 128 frames, medians of the rounds. */
export interface Result {
  readonly engine: Engine;
  readonly case: string;
  readonly strips: number;
  /** Less the sources alone, round by round; of sources, what they cost. */
  readonly own_us: number;
  readonly total_us: number;
  /** Quartiles of `own_us`. */
  readonly spread: readonly [number, number];
  /** What was found out about the output before it was timed. */
  readonly checked: Checked;
}

/** A case that did not run, or whose output was not what it has to be: never a result. */
export interface Failure {
  readonly engine: Engine;
  readonly case: string;
  readonly problem: string;
}

/** Where, when and how results were measured. */
export interface Run {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly os: string;
  readonly browsers: Partial<Record<Engine, string>>;
  readonly rounds: number;
  readonly quanta: number;
  /** Whether every case was asked for. */
  readonly complete: boolean;
  readonly failures: readonly Failure[];
}

export function write(name: string, content: unknown): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
}

/** undefined where nothing has been measured. */
export function read<T>(name: string): T | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export const resultsFile = 'results.json';
export const runFile = 'run.json';
