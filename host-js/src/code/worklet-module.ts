import { BUILD_HASH } from 'megamixer-worklet/build';
import { type Engine, processorName } from 'megamixer-worklet/protocol';
import { MixerError } from '../errors.js';
import { withCarriedWorklet } from './carried.js';
import { type LoadedWorklet, pageRegistry } from './page-registry.js';
import { SERVE_FILES } from './sources.js';

/**
 * Has a context know the processor of an engine: once a context, since it keeps the first class of a name, wherever that came
 * from. `url` null is what the library carries with it.
 */
export async function addProcessor(context: BaseAudioContext, engine: Engine, url: string | null): Promise<void> {
  const { worklets } = pageRegistry();
  const added = worklets.get(context) ?? new Map<string, LoadedWorklet>();
  worklets.set(context, added);
  const name = processorName(BUILD_HASH, engine);
  // What somebody else loads from elsewhere is as good, but where it fails, that says nothing of one's own.
  for (let other = added.get(name); other !== undefined && other.url !== url; other = added.get(name)) {
    const isThere = await other.loaded.then(
      () => true,
      () => false,
    );
    if (isThere) return;
  }
  let own = added.get(name);
  if (own === undefined) {
    own = { url, loaded: load(context, url) };
    // A failure is not for ever: the next one tries again.
    own.loaded.catch(() => added.delete(name));
    added.set(name, own);
  }
  try {
    await own.loaded;
  } catch (cause) {
    throw url === null ? carriedRefused(cause) : fileRefused(url, cause);
  }
}

function load(context: BaseAudioContext, url: string | null): Promise<void> {
  const add = (module: string) => context.audioWorklet.addModule(module);
  return url === null ? withCarriedWorklet(add) : add(url);
}

/** Forgets that a context knows the processor, since it turned out that it does not. */
export function forgetProcessor(context: BaseAudioContext, engine: Engine): void {
  pageRegistry().worklets.get(context)?.delete(processorName(BUILD_HASH, engine));
}

function carriedRefused(cause: unknown): MixerError {
  return new MixerError(
    'csp-worklet',
    `The page's Content-Security-Policy does not let the library load the worklet that it carries with it (script-src lacks blob:). ${SERVE_FILES}`,
    cause,
  );
}

function fileRefused(url: string, cause: unknown): MixerError {
  return new MixerError(
    'worklet-blocked',
    `The worklet ${url} could not be loaded: the file is missing, or a policy (script-src, CORS) blocks it. ${SERVE_FILES}`,
    cause,
  );
}
