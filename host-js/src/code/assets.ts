import { ARTEFACTS, BUILD_HASH } from 'megamixer-worklet/build';
import { processorName } from 'megamixer-worklet/protocol';
import type { TransportKind } from '../api/mixer.js';
import { MixerError, orAborted } from '../errors.js';
import { pageRegistry, startJob } from './page-registry.js';
import { isWasm, unsharedWasm } from './unshared-wasm.js';

/** Where the two files that the library loads at run time are. */
export interface AssetUrls {
  readonly wasm: string;
  /** What is there, by its place in the library's folder. */
  readonly wasmFile: string;
  /** Whether DevTools is to know the module by its URL, which it looks for debug information from. */
  readonly named: boolean;
  readonly worklet: string;
}

/** The smallest module there is: a page that may not compile it may compile none. */
const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** The files beside the library's own, or those in another folder. */
export function assetUrls(folder: string | URL | undefined, profiling: boolean): AssetUrls {
  const { release, profiling: withNames } = ARTEFACTS.strict;
  const urls = releaseUrls(folder);
  // Not written out as the others are: bundlers would add it to every page.
  return profiling
    ? { ...urls, wasm: new URL(withNames, urls.wasm).href, wasmFile: withNames, named: true }
    : { ...urls, wasmFile: release, named: false };
}

function releaseUrls(folder: string | URL | undefined): Pick<AssetUrls, 'wasm' | 'worklet'> {
  if (folder === undefined) {
    // Written out, since bundlers look for exactly this.
    return {
      wasm: new URL('./megamixer.wasm', import.meta.url).href,
      worklet: new URL('./megamixer-worklet.js', import.meta.url).href,
    };
  }
  const base = new URL(`${folder}`.replace(/\/?$/, '/'), document.baseURI);
  return {
    wasm: new URL('megamixer.wasm', base).href,
    worklet: new URL('megamixer-worklet.js', base).href,
  };
}

/** The engine, compiled for a transport: once a page. */
export async function engineModule(
  urls: AssetUrls,
  transport: TransportKind,
  signal: AbortSignal | undefined,
): Promise<WebAssembly.Module> {
  const { modules } = pageRegistry();
  const key = `${BUILD_HASH} ${transport} ${urls.wasm}`;
  let job = modules.get(key);
  if (job === undefined) {
    // A failure is not for ever: the next one tries again.
    const forget = () => modules.delete(key);
    job = startJob((givenUp) => load(urls, transport, givenUp), forget);
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

/** Has a context know the processor: once a context, since it keeps the first class of a name. */
export async function addProcessor(context: BaseAudioContext, url: string): Promise<void> {
  const { worklets } = pageRegistry();
  const added = worklets.get(context) ?? new Map<string, Promise<void>>();
  worklets.set(context, added);
  const name = processorName(BUILD_HASH);
  let adding = added.get(name);
  if (adding === undefined) {
    adding = context.audioWorklet.addModule(url);
    adding.catch(() => added.delete(name));
    added.set(name, adding);
  }
  try {
    await adding;
  } catch (cause) {
    throw new MixerError(
      'worklet-blocked',
      `The worklet ${url} could not be loaded: the file is missing, or a policy (script-src, CORS) blocks it.`,
      cause,
    );
  }
}

/** Forgets that a context knows the processor, since it turned out that it does not. */
export function forgetProcessor(context: BaseAudioContext): void {
  pageRegistry().worklets.get(context)?.delete(processorName(BUILD_HASH));
}

async function load(urls: AssetUrls, transport: TransportKind, signal: AbortSignal): Promise<WebAssembly.Module> {
  if (typeof WebAssembly !== 'object') {
    throw new MixerError('unsupported', 'This browser has no WebAssembly, or has it switched off.');
  }
  const { wasm: url, wasmFile, named } = urls;
  if (named && transport === 'shared') {
    // Only what is compiled as it arrives has a URL of its own. What is wrong with it is found out below.
    const module = await WebAssembly.compileStreaming(fetch(url, { signal })).catch(() => null);
    if (module !== null) return module;
  }
  const bytes = await fetchWasm(url, wasmFile, signal);
  try {
    return await WebAssembly.compile(transport === 'shared' ? bytes : unsharedWasm(bytes));
  } catch (cause) {
    throw await compileError(url, cause);
  }
}

async function fetchWasm(url: string, file: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const refuse = (what: string, cause?: unknown) =>
    new MixerError(
      'wasm-not-fetched',
      `${what} Serve ${file} beside megamixer.js, or say where with assetsUrl.`,
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

async function compileError(url: string, cause: unknown): Promise<MixerError> {
  try {
    await WebAssembly.compile(EMPTY_MODULE);
  } catch {
    return new MixerError(
      'csp-wasm',
      "The page's Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src.",
      cause,
    );
  }
  return new MixerError(
    'unsupported',
    `This browser cannot compile ${url}: it needs WebAssembly with SIMD, threads and bulk memory.`,
    cause,
  );
}
