import { seeDocs } from './see-docs.js';

/** Every way in which the mixer can refuse; docs/errors.md says what to do about each. */
export const MIXER_ERROR_CODES = [
  'aborted',
  'bounce-failed',
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
  'no-free-strip',
  'no-scene',
  'not-isolated',
  'out-of-memory',
  'scenes-invalid',
  'scenes-storage',
  'scenes-version',
  'session-invalid',
  'snapshot-counts',
  'snapshot-invalid',
  'snapshot-version',
  'unsupported',
  'vca-depth',
  'wasm-not-fetched',
  'worker-blocked',
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
