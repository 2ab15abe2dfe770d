import { bind } from './engine.gen.js';
import { type BareEngine, Refusal } from './engine-instance.js';
import { WASM_PAGE_BYTES } from './layout.gen.js';
import type { MemoryPages } from './protocol.js';

/** An engine of WebAssembly over this memory, or over one of its own. Throws a Refusal. */
export function wasmEngine(
  module: WebAssembly.Module,
  pages: MemoryPages,
  given: WebAssembly.Memory | null,
): BareEngine {
  const memory = given ?? privateMemory(pages);
  const refusal = (error: unknown) => refusalOf(error, memory, pages);
  try {
    return { exports: bind(module, memory), memory, refusal };
  } catch (error) {
    throw refusal(error);
  }
}

function privateMemory({ initial, maximum }: MemoryPages): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial, maximum });
  } catch (error) {
    throw new Refusal('out-of-memory', String(error));
  }
}

function refusalOf(error: unknown, memory: WebAssembly.Memory, pages: MemoryPages): Refusal {
  if (error instanceof WebAssembly.RuntimeError) return trapped(error, memory, pages);
  // An import that does not fit: a wasm file of another build.
  if (error instanceof WebAssembly.LinkError) return new Refusal('layout-mismatch', String(error));
  return new Refusal(error instanceof RangeError ? 'out-of-memory' : 'engine-refused', String(error));
}

/**
 * The allocator traps when the browser gives it no more memory, but not every trap is that: where all that was promised is still
 * to be had, the engine or the browser has a fault, and to dispose of other mixers would help nobody.
 */
function trapped(error: WebAssembly.RuntimeError, memory: WebAssembly.Memory, { maximum }: MemoryPages): Refusal {
  const had = memory.buffer.byteLength / WASM_PAGE_BYTES;
  const message = `${error}, with ${had} of ${maximum} pages of memory`;
  try {
    memory.grow(maximum - had);
    return new Refusal('engine-refused', message);
  } catch (cause) {
    return new Refusal('out-of-memory', `${message}, and no more: ${cause}`);
  }
}
