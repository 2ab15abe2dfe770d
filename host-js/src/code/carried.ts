import { withBlobScript } from './blob-script.js';
import { WASM_GZIP_BASE64, WORKLET } from './inline.gen.js';
import { unpacked } from './unpack.js';

/** The engine that the library carries with it. */
export function carriedWasm(): Promise<Uint8Array<ArrayBuffer>> {
  return unpacked(WASM_GZIP_BASE64);
}

/**
 * Has `use` load the worklet that the library carries with it: as a blob, and as data where that is refused, since WebKit lets a frame
 * without an origin or an address of its own (`sandbox`, `srcdoc`) load no blob as a worklet.
 */
export function withCarriedWorklet<T>(use: (url: string) => Promise<T>): Promise<T> {
  return withBlobScript(WORKLET, use).catch((refusal) =>
    use(`data:text/javascript,${encodeURIComponent(WORKLET)}`).catch(() => {
      throw refusal;
    }),
  );
}
