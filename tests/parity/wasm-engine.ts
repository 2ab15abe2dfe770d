import { readFileSync } from 'node:fs';
import { MEMORY_INITIAL_PAGES, MEMORY_MAXIMUM_PAGES, STACK_BYTES } from 'megamixer-worklet/build';
import { bind } from 'megamixer-worklet/engine';
import { memoryBytes, WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import { type EngineOptions, RenderingEngine } from './rendering-engine.ts';

const module = new WebAssembly.Module(readFileSync(new URL('../../dist/assets/megamixer.wasm', import.meta.url)));

/** What nobody writes in a row. */
const UNUSED = 0xa5;

/** The engine in WebAssembly. */
export class WasmEngine extends RenderingEngine {
  constructor(options: EngineOptions, maximumBytes = memoryBytes(options)) {
    const memory = new WebAssembly.Memory({
      initial: MEMORY_INITIAL_PAGES,
      maximum: Math.min(maximumBytes / WASM_PAGE_BYTES, MEMORY_MAXIMUM_PAGES),
      shared: true,
    });
    super(options, { exports: bind(module, memory), memory }, () => stackOf(memory).fill(UNUSED));
  }

  /** What the stack was used for so far does not count. */
  forgetStack(): void {
    stackOf(this.memory).fill(UNUSED);
  }

  /** How deep the stack has been since the engine was made, or since what was before was forgotten. */
  get stackBytes(): number {
    return STACK_BYTES - stackOf(this.memory).findIndex((byte) => byte !== UNUSED);
  }
}

/** The stack is at the start of the memory, and grows towards it. */
function stackOf({ buffer }: { readonly buffer: ArrayBufferLike }): Uint8Array {
  return new Uint8Array(buffer, 0, STACK_BYTES);
}
