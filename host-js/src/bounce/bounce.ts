import { abortError, orAborted } from '../aborted.js';
import type { BounceOptions, BounceResult, Session, Sound } from './api.js';
import { bounceModule } from './code.js';
import { requestFrom, sessionText, threadsFrom } from './request.js';
import { Run } from './run.js';
import { copySounds } from './sounds.js';
import type { Start } from './worker/protocol.js';

/**
 * Mixes a session down to WAV files: with the very engine that plays it, faster than it plays, by a worker that is there for
 * this alone, with as many threads as the machine has where the page is cross-origin isolated. What comes out is what a mixer with the same
 * settings plays into an OfflineAudioContext, bit for bit.
 *
 * `buffers` has the sounds that the session's sources name. Page thread only; the page goes on meanwhile, and may bounce several at a time.
 *
 * @throws TypeError (as a rejection, like all) where an option is none of what it takes
 * @throws MixerError `session-invalid` with the place in the session, `aborted`, `bounce-failed`, `out-of-memory` where there is no room for the files either, `worker-blocked` and others of docs/errors.md
 */
export async function bounce(
  session: Session | string,
  buffers: Readonly<Record<string, Sound>> = {},
  options: BounceOptions = {},
): Promise<BounceResult> {
  const { signal, assetsUrl, onProgress } = options;
  if (signal?.aborted) throw abortError(signal);
  const [request, threads, text] = [requestFrom(options), threadsFrom(options), sessionText(session, options)];
  const shared = globalThis.crossOriginIsolated === true;
  const compiling = bounceModule(assetsUrl, shared);
  // Where a sound is refused, that is what is spoken of.
  compiling.catch(() => {});
  const { names, rates, channels } = await orAborted(copySounds(buffers, shared), signal);
  const module = await orAborted(compiling, signal);
  const start: Start = {
    ...{ kind: 'bounce', module, shared, session: text, threads, sounds: channels },
    request: { ...request, buffers: names, rates },
  };
  const run = new Run(start, assetsUrl, onProgress);
  try {
    return await orAborted(run.result, signal);
  } finally {
    run.end();
  }
}
