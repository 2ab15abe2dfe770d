/** A stage as the worklet runs it, under Node: its copies and the engine, timed apart. */
import { readFileSync } from 'node:fs';
import { MEMORY_INITIAL_PAGES } from 'megamixer-worklet/build';
import { EngineInstance } from 'megamixer-worklet/engine-instance';
import { LAYOUT_HASH, memoryBytes, WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import { wasmEngine } from 'megamixer-worklet/wasm-engine';
import { upTo } from '../stages.ts';
import { at, frames, inputsOf, options, wordsOf } from './desk.ts';

const module = new WebAssembly.Module(readFileSync(new URL('../../../dist/assets/megamixer.wasm', import.meta.url)));
const pages = { initial: MEMORY_INITIAL_PAGES, maximum: memoryBytes(options) / WASM_PAGE_BYTES };

/** µs per quantum. */
export interface WasmCosts {
  readonly copyIn: number;
  readonly render: number;
  readonly copyOut: number;
}

export class WasmSide {
  readonly #engine: EngineInstance;
  readonly #inputs: Float32Array<ArrayBuffer>[][];
  readonly #outputs = [[new Float32Array(frames), new Float32Array(frames)]];

  constructor(stage: number) {
    const memory = new WebAssembly.Memory({ ...pages, shared: true });
    const words = wordsOf(stage).subarray(at.pageStart, at.pageEnd);
    this.#engine = new EngineInstance(
      { ...options, outputs: 1, layoutHash: LAYOUT_HASH },
      wasmEngine(module, pages, memory),
      words,
    );
    this.#inputs = inputsOf(upTo(stage).input);
  }

  time(quanta: number): WasmCosts {
    const engine = this.#engine;
    const copyIn = each(quanta, () => engine.copyIn(this.#inputs, 0, frames));
    const render = each(quanta, () => engine.render(0, frames));
    const copyOut = each(quanta, () => engine.copyOut(this.#outputs, 0, frames));
    return { copyIn, render, copyOut };
  }

  /** The largest sample of what was rendered last. */
  get peak(): number {
    return this.#outputs[0]!.flatMap((channel) => [...channel]).reduce((peak, x) => Math.max(peak, Math.abs(x)), 0);
  }
}

/** What a copy of all inputs in one piece takes, µs: no copy of them can take less. */
export function timeOneCopy(quanta: number): number {
  const bytes = options.strips * 2 * frames;
  const from = new Float32Array(bytes).fill(0.1);
  const to = new Float32Array(new WebAssembly.Memory({ initial: 2, maximum: 2, shared: true }).buffer, 0, bytes);
  return each(quanta, () => to.set(from));
}

/** Quanta that are timed in one piece: a few milliseconds at most, so that some are not interrupted. */
const SLICE = 25;

/** µs for one: of the quickest slice, as on the native side. What else the machine does only ever adds. */
function each(quanta: number, work: () => void): number {
  let quickest = Number.POSITIVE_INFINITY;
  for (let first = 0; first < quanta; first += SLICE) {
    const start = performance.now();
    for (let quantum = 0; quantum < SLICE; quantum += 1) work();
    quickest = Math.min(quickest, performance.now() - start);
  }
  return (quickest * 1000) / SLICE;
}
