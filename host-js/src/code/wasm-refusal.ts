import { MixerError } from '../errors.js';
import { PREAMBLE } from './wasm-features.js';

/** The smallest module there is: a page that may not compile it may compile none. */
const EMPTY_MODULE = new Uint8Array(PREAMBLE);

/** What a browser says that has no WebAssembly at all. */
export function noWasm(): MixerError {
  return new MixerError('unsupported', 'This browser has no WebAssembly, or has it switched off.');
}

/** What a browser says that has some, but not what the engine is compiled to. */
export function unfitWasm(cause?: unknown): MixerError {
  return new MixerError(
    'unsupported',
    'This browser cannot compile the engine: it needs WebAssembly with SIMD, threads and bulk memory.',
    cause,
  );
}

/** Why the page can compile no WebAssembly whatever; null where it can. Where a policy forbids it, the browser reports a violation. */
export async function wasmRefusal(): Promise<MixerError | null> {
  if (typeof WebAssembly !== 'object') return noWasm();
  try {
    await WebAssembly.compile(EMPTY_MODULE);
    return null;
  } catch (cause) {
    return new MixerError(
      'csp-wasm',
      "The page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src.",
      cause,
    );
  }
}
