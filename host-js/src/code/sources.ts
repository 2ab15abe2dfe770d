import { ARTEFACTS } from 'megamixer-worklet/build';
import type { Engine } from 'megamixer-worklet/protocol';
import { MixerError, type MixerErrorCode } from '../errors.js';

/** Where the code of a mixer comes from. */
export interface CodeSources {
  /** The engine; null: what the library carries with it. */
  readonly wasm: WasmFile | null;
  /**
   * The worklet's file for an engine; null: what the library carries with it.
   *
   * @throws MixerError `worklet-blocked` where it carries none, and nobody knows where the file is
   */
  worklet(engine: Engine): string | null;
  /** The same files by their addresses, for where the library's own cannot be used; null where nobody knows one. */
  file(name: string): string | null;
}

export interface WasmFile {
  readonly url: string;
  /** What is there, by its name in the folder. */
  readonly name: string;
  /** Whether DevTools is to know the module by its URL, which it looks for debug information from. */
  readonly named: boolean;
}

/** Of the engine's files, the one of its code and the one with its functions' names too. */
export const { release: RELEASE, profiling: PROFILING } = ARTEFACTS.strict;

/** What helps where a file of the library is not to be had. */
export const SERVE_FILES =
  'Copy the files of the library into a folder that the site serves (npx megamixer copy-assets public/megamixer), and say at which address: createMixer(context, { assetsUrl: "/megamixer/" }).';

const WORKLETS: Record<Engine, string> = { wasm: 'megamixer-worklet.js', js: 'megamixer-worklet-js.js' };

/**
 * The library carries what it needs with it. Where a policy forbids that, it loads the worklet from a folder of the site; and only from
 * there come what few pages need: the profiling artefact, and the worklet with the engine in JavaScript.
 *
 * @throws MixerError `wasm-not-fetched` where profiling is asked for, and nobody knows where the artefact is
 */
export function codeSources(folder: string | URL | undefined, profiling: boolean): CodeSources {
  const file = (name: string) => assetUrl(folder, name);
  const known = (name: string, code: MixerErrorCode) => {
    const url = file(name);
    if (url !== null) return url;
    throw new MixerError(code, `No bundler takes ${name} along. ${SERVE_FILES}`);
  };
  return {
    wasm: profiling ? { url: known(PROFILING, 'wasm-not-fetched'), name: PROFILING, named: true } : null,
    worklet: (engine) =>
      engine === 'wasm' && folder === undefined && !profiling ? null : known(WORKLETS[engine], 'worklet-blocked'),
    file,
  };
}

/** The address of a file of the library in a folder of the site, or beside the library; null where nobody knows one. */
export function assetUrl(folder: string | URL | undefined, name: string): string | null {
  const base = folder === undefined ? besideTheLibrary() : new URL(`${folder}`.replace(/\/?$/, '/'), document.baseURI);
  return base === null ? null : new URL(name, base).href;
}

/**
 * Where the folder is as long as nobody has bundled the library. Not written out as bundlers look for it, since they would add all its files
 * to every page, or refuse a folder.
 */
function besideTheLibrary(): string | null {
  const library: string | undefined = import.meta.url;
  // A classic bundle knows none, and some bundlers give the file that they read, on another machine than the page's.
  if (!library || (library.startsWith('file:') && location.protocol !== 'file:')) return null;
  return `${library.slice(0, library.lastIndexOf('/'))}/assets/`;
}
