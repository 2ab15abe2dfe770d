import { MixerError } from './errors.js';

/** What a promise is rejected with once `signal` has aborted. */
export function abortError(signal: AbortSignal): MixerError {
  return new MixerError('aborted', 'The signal that was given aborted before it was done.', signal.reason);
}

/** `promise`, unless `signal` aborts first: then the error `aborted`. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(abortError(signal));
    const abort = () => reject(abortError(signal));
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
