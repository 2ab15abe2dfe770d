import { WASM_GZIP_BASE64, WORKLET } from './inline.gen.js';

/** Whether this browser can unpack the engine that the library carries with it: all can since 2023. */
export function canUnpack(): boolean {
  return typeof DecompressionStream === 'function';
}

/** The engine that the library carries with it. */
export async function carriedWasm(): Promise<Uint8Array<ArrayBuffer>> {
  const packed = Uint8Array.from(atob(WASM_GZIP_BASE64), (character) => character.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

/** Has `use` load the worklet that the library carries with it, from an address that is good for as long as that takes. */
export async function withCarriedWorklet<T>(use: (url: string) => Promise<T>): Promise<T> {
  const url = URL.createObjectURL(new Blob([WORKLET], { type: 'text/javascript' }));
  try {
    return await use(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}
