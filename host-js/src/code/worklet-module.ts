import { BUILD_HASH } from 'megamixer-worklet/build';
import { type Engine, processorName } from 'megamixer-worklet/protocol';
import { MixerError } from '../errors.js';
import { withCarriedWorklet } from './carried.js';
import { pageRegistry } from './page-registry.js';
import { SERVE_FILES } from './sources.js';

/**
 * Has a context know the processor of an engine: once a context, since it keeps the first class of a name. `url` null is what
 * the library carries with it.
 */
export async function addProcessor(context: BaseAudioContext, engine: Engine, url: string | null): Promise<void> {
  const { worklets } = pageRegistry();
  const added = worklets.get(context) ?? new Map<string, Promise<void>>();
  worklets.set(context, added);
  const name = processorName(BUILD_HASH, engine);
  let adding = added.get(name);
  if (adding === undefined) {
    const add = (module: string) => context.audioWorklet.addModule(module);
    adding = url === null ? withCarriedWorklet(add) : add(url);
    adding.catch(() => added.delete(name));
    added.set(name, adding);
  }
  try {
    await adding;
  } catch (cause) {
    throw url === null ? carriedRefused(cause) : fileRefused(url, cause);
  }
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
