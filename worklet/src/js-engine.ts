import { type BareEngine, Refusal } from './engine-instance.js';
import { bind } from './engine-js.gen.js';
import type { MemoryPages } from './protocol.js';

/**
 * An engine of JavaScript. Nothing here may ask for `WebAssembly`, which does not exist where this is needed. What would trap throws an
 * Error `abort` instead.
 */
export function jsEngine({ initial, maximum }: MemoryPages): BareEngine {
  // What it starts with is its own affair: its stack is larger.
  const exports = newEngine(maximum - initial);
  return {
    exports,
    memory: exports.memory,
    refusal: (error) => new Refusal(error instanceof RangeError ? 'out-of-memory' : 'engine-refused', String(error)),
  };
}

function newEngine(growth: number): ReturnType<typeof bind> {
  try {
    return bind(growth);
  } catch (error) {
    throw new Refusal('out-of-memory', String(error));
  }
}
