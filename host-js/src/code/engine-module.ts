import { BUILD_HASH } from 'megamixer-worklet/build';
import { orAborted } from '../aborted.js';
import { MixerError } from '../errors.js';
import { carriedWasm } from './carried.js';
import { pageRegistry, startJob } from './page-registry.js';
import { type CodeSources, RELEASE, type WasmFile } from './sources.js';
import { canUnpack } from './unpack.js';
import { isWasm, unsharedWasm } from './unshared-wasm.js';
import { noWasm, unfitWasm, wasmRefusal } from './wasm-refusal.js';

/** Whose memory the engine is to run in: one that the page has too, or its own. */
type Memory = 'shared' | 'private';

/** The engine, compiled for a kind of memory: once a page. */
export async function engineModule(
  sources: CodeSources,
  memory: Memory,
  signal: AbortSignal | undefined,
): Promise<WebAssembly.Module> {
  if (typeof WebAssembly !== 'object') throw noWasm();
  const file = sources.wasm ?? (canUnpack() ? null : unpackedFile(sources));
  const { modules } = pageRegistry();
  const key = `${BUILD_HASH} ${memory} ${file?.url ?? 'carried'}`;
  let job = modules.get(key);
  if (job === undefined) {
    // A failure is not for ever: the next one tries again.
    const forget = () => modules.delete(key);
    job = startJob((givenUp) => load(file, memory, givenUp), forget);
    job.promise.catch(forget);
    modules.set(key, job);
  }
  const leave = job.join();
  try {
    return await orAborted(job.promise, signal);
  } finally {
    leave();
  }
}

function unpackedFile(sources: CodeSources): WasmFile {
  const url = sources.file(RELEASE);
  if (url !== null) return { url, name: RELEASE, named: false };
  throw new MixerError(
    'wasm-not-fetched',
    `This browser cannot unpack the engine that the library carries with it, which takes DecompressionStream. Serve ${RELEASE} (npx megamixer copy-assets DIR), and say where with assetsUrl.`,
  );
}

async function load(file: WasmFile | null, memory: Memory, signal: AbortSignal): Promise<WebAssembly.Module> {
  if (file?.named === true && memory === 'shared') {
    // Only what is compiled as it arrives has a URL of its own. What is wrong with it is found out below.
    const module = await WebAssembly.compileStreaming(fetch(file.url, { signal })).catch(() => null);
    if (module !== null) return module;
  }
  const bytes = file === null ? await carriedWasm() : await fetchWasm(file, signal);
  try {
    return await WebAssembly.compile(memory === 'shared' ? bytes : unsharedWasm(bytes));
  } catch (cause) {
    throw (await wasmRefusal()) ?? unfitWasm(cause);
  }
}

async function fetchWasm({ url, name }: WasmFile, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const refuse = (what: string, cause?: unknown) =>
    new MixerError(
      'wasm-not-fetched',
      `${what} Serve ${name} (npx megamixer copy-assets DIR), and say where with assetsUrl.`,
      cause,
    );
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw refuse(`The server answered ${response.status} for ${url}.`);
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    if (cause instanceof MixerError) throw cause;
    throw refuse(`${url} could not be fetched.`, cause);
  }
  if (!isWasm(bytes)) throw refuse(`What is served at ${url} is no WebAssembly.`);
  return bytes;
}
