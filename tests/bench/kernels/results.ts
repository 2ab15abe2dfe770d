import { readFileSync, writeFileSync } from 'node:fs';

export const sides = ['wasm', 'native', 'chromium'] as const;
export type Side = (typeof sides)[number];

/** µs per quantum: with everything up to this stage, and what the stage added. */
export interface Cell {
  readonly cost: number;
  readonly stage: number;
}

/** A stage on the sides that were measured. */
export interface Row extends Partial<Readonly<Record<Side, Cell>>> {
  readonly stage: string;
  /** On 128 bits, in a frame. */
  readonly operations: number;
  /** What they take at the peak rate, µs per quantum. */
  readonly possible: number;
}

/** target/bench/stages.json. */
export interface StagesFile {
  readonly rounds: number;
  readonly quanta: number;
  /** Operations on 128 bits a nanosecond. */
  readonly peakPerNs: number;
  /** What rustc was told for the native side. */
  readonly nativeFlags: string;
  /** What the worklet copies in a quantum, µs: in, out, and as much as in, but in one piece. */
  readonly copies: { readonly in: number; readonly out: number; readonly one: number };
  /** Of the whole engine, wasm to native; null where one of them was not measured. */
  readonly ratio: number | null;
  readonly results: readonly Row[];
}

/** What the stages cost before they were worked on, on the machine that docs/benchmarks.md was measured on. */
export interface AsFound {
  readonly commit: string;
  readonly note: string;
  readonly copies: StagesFile['copies'];
  readonly ratio: number | null;
  /** What each stage added in WebAssembly under Node, and the whole. */
  readonly stages: Readonly<Record<string, number>>;
  readonly total: number;
}

const asFoundFile = new URL('../as-found.json', import.meta.url);

export function asFound(): AsFound {
  return JSON.parse(readFileSync(asFoundFile, 'utf8')) as AsFound;
}

export function keepAsFound(commit: string, { copies, ratio, results, rounds }: StagesFile): void {
  const found: AsFound = {
    commit,
    note: `µs per quantum of 128 frames in WebAssembly under Node, medians of ${rounds} rounds, on the same machine as docs/benchmarks.md while others used it too.`,
    copies,
    ratio,
    stages: Object.fromEntries(results.map(({ stage, wasm }) => [stage, wasm!.stage])),
    total: results.at(-1)!.wasm!.cost,
  };
  writeFileSync(asFoundFile, `${JSON.stringify(found, null, 2)}\n`);
}
