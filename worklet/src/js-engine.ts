import { type BareEngine, Refusal } from './engine-instance.js';
import { bind } from './engine-js.gen.js';
import type { MemoryPages } from './protocol.js';

/**
 * An engine of JavaScript. Nothing here may ask for `WebAssembly`, which does not exist where this is needed. What would trap throws an
 * Error `abort` instead. Throws a Refusal.
 */
export function jsEngine({ initial, maximum }: MemoryPages): BareEngine {
  try {
    // What it starts with is its own affair: its stack is larger.
    const exports = bind(maximum - initial);
    return { exports, memory: exports.memory, refusal };
  } catch (error) {
    throw refusal(error);
  }
}

/** All its memory is taken at once, by an array that JavaScript refuses with a RangeError. */
function refusal(error: unknown): Refusal {
  return new Refusal(error instanceof RangeError ? 'out-of-memory' : 'engine-refused', String(error));
}
