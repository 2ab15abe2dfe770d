import { BUILD_HASH } from 'megamixer-worklet/build';
import { assetUrl } from '../code/sources.js';
import { canUnpack, unpacked } from '../code/unpack.js';
import { isWasm, unsharedWasm } from '../code/unshared-wasm.js';
import { noWasm, unfitWasm, wasmRefusal } from '../code/wasm-refusal.js';
import { MixerError } from '../errors.js';
import { WASM_GZIP_BASE64, WORKER } from './carried.gen.js';
import { FILES } from './facts.gen.js';

/** Compiled once a page, by what memory it takes and by where it is from. */
const modules = new Map<string, Promise<WebAssembly.Module>>();

/** The bounce, compiled for a memory that threads share, or for one of its own. */
export function bounceModule(folder: string | URL | undefined, shared: boolean): Promise<WebAssembly.Module> {
  const url = folder === undefined && canUnpack() ? null : assetUrl(folder, FILES.wasm);
  const key = `${BUILD_HASH} ${shared} ${url}`;
  let module = modules.get(key);
  if (module === undefined) {
    module = compiled(url, shared);
    // A failure is not for ever: the next one tries again.
    module.catch(() => modules.delete(key));
    modules.set(key, module);
  }
  return module;
}

async function compiled(url: string | null, shared: boolean): Promise<WebAssembly.Module> {
  if (typeof WebAssembly !== 'object') throw noWasm();
  const bytes = url === null ? await unpacked(WASM_GZIP_BASE64) : await fetched(url);
  try {
    return await WebAssembly.compile(shared ? bytes : unsharedWasm(bytes));
  } catch (cause) {
    throw (await wasmRefusal()) ?? unfitWasm(cause);
  }
}

async function fetched(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const refusal = (what: string, cause?: unknown) =>
    new MixerError(
      'wasm-not-fetched',
      `${what} Serve ${FILES.wasm} (npx megamixer copy-assets DIR), and say where with assetsUrl.`,
      cause,
    );
  const response = await fetch(url).catch((cause) => {
    throw refusal(`${url} could not be fetched.`, cause);
  });
  if (!response.ok) throw refusal(`The server answered ${response.status} for ${url}.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!isWasm(bytes)) throw refusal(`What is served at ${url} is no WebAssembly.`);
  return bytes;
}

/** A worker's script, at an address that is good until it is revoked. */
export function workerScript(folder: string | URL | undefined): { readonly url: string; revoke(): void } {
  const file = folder === undefined ? null : assetUrl(folder, FILES.worker);
  if (file !== null && new URL(file).origin === location.origin) return { url: file, revoke() {} };
  // A worker's own file has to be of the page's origin; what it imports may be from anywhere.
  const script = file === null ? WORKER : `import ${JSON.stringify(file)};`;
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  return { url, revoke: () => URL.revokeObjectURL(url) };
}

/** What a page hears whose worker does not start. */
export function workerRefused(folder: string | URL | undefined, cause: unknown): MixerError {
  const what =
    folder === undefined
      ? "The page's Content-Security-Policy does not let it start the worker that the library carries with it (worker-src lacks blob:)."
      : `The worker ${assetUrl(folder, FILES.worker)} could not be started: the file is missing, or a policy (worker-src, CORS, COEP) blocks it.`;
  return new MixerError(
    'worker-blocked',
    `${what} Copy the files of the library to the site with \`npx megamixer copy-assets DIR\`, and say where they are served: bounce(session, buffers, { assetsUrl: "/DIR/" }).`,
    cause,
  );
}
