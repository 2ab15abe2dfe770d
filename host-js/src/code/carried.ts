import { withBlobScript } from './blob-script.js';
import { WASM_GZIP_BASE64, WORKLET } from './inline.gen.js';

/** Whether this browser can unpack the engine that the library carries with it: all can since 2023. */
export function canUnpack(): boolean {
  return typeof DecompressionStream === 'function';
}

/** The engine that the library carries with it. */
export async function carriedWasm(): Promise<Uint8Array<ArrayBuffer>> {
  const unpacked = new Blob([fromBase64(WASM_GZIP_BASE64)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

/** The type library does not know yet what browsers have since 2025. */
const { fromBase64: native } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  if (native !== undefined) return native.call(Uint8Array, text);
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = characters.charCodeAt(index);
  return bytes;
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
