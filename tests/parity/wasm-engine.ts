import { readFileSync } from 'node:fs';
import { MEMORY_INITIAL_PAGES, MEMORY_MAXIMUM_PAGES, STACK_BYTES } from 'megamixer-worklet/build';
import { bind } from 'megamixer-worklet/engine';
import { memoryBytes, WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import { type EngineOptions, RenderingEngine } from './rendering-engine.ts';

const module = new WebAssembly.Module(readFileSync(new URL('../../dist/assets/megamixer.wasm', import.meta.url)));

/** The engine in WebAssembly. */
export class WasmEngine extends RenderingEngine {
  constructor(options: EngineOptions, maximumBytes = memoryBytes(options)) {
    const memory = new WebAssembly.Memory({
      initial: MEMORY_INITIAL_PAGES,
      maximum: Math.min(maximumBytes / WASM_PAGE_BYTES, MEMORY_MAXIMUM_PAGES),
      shared: true,
    });
    super(options, { exports: bind(module, memory), memory }, STACK_BYTES);
  }
}
