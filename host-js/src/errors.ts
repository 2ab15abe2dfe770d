/** Every way in which the mixer can refuse; docs/errors.md says what to do about each. */
export const MIXER_ERROR_CODES = [
  'aborted',
  'closed-context',
  'counts-out-of-range',
  'csp-wasm',
  'csp-worklet',
  'cycle',
  'disposed',
  'engine-refused',
  'insecure-context',
  'layout-mismatch',
  'memory-limit',
  'no-effect-slot',
  'not-isolated',
  'out-of-memory',
  'snapshot-counts',
  'snapshot-invalid',
  'snapshot-version',
  'unsupported',
  'wasm-not-fetched',
  'worklet-blocked',
  'wrapped-context',
] as const;

/** What `MixerError.code` may be. */
export type MixerErrorCode = (typeof MIXER_ERROR_CODES)[number];

/** What went wrong and what to do about it; `cause` is what the browser said, where it said anything. */
export class MixerError extends Error {
  override readonly name = 'MixerError';
  readonly code: MixerErrorCode;

  constructor(code: MixerErrorCode, message: string, cause?: unknown) {
    super(`${message}${seeDocs(code)}`, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

function seeDocs(code: MixerErrorCode): string {
  return ` See docs/errors.md#${code}.`;
}

/** The same refusal, told of the place in a document that it is about. */
export function errorAt(path: string, error: MixerError): MixerError {
  const { code, message } = error;
  return new MixerError(code, `In the snapshot, ${path}: ${message.slice(0, -seeDocs(code).length)}`, error);
}

/** What a promise is rejected with once `signal` has aborted. */
export function abortError(signal: AbortSignal): MixerError {
  return new MixerError('aborted', 'The creation of the mixer was aborted by its signal.', signal.reason);
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
