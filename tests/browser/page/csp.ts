/** A page under a policy that a test decides: what becomes of the mixer. */
import type { Backend, MixerError, MixerOptions } from 'megamixer';
import { play } from './isolation.ts';
import { pause } from './realtime.ts';

export interface Outcome {
  /** What played, and what was heard of 0.5. */
  readonly played: { backend: Backend; heard: number } | null;
  readonly refused: { code: string; message: string; cause: string } | null;
  /** The directives that the browser says were violated. */
  readonly violated: readonly string[];
}

export async function attempt(options: MixerOptions): Promise<Outcome> {
  const violated: string[] = [];
  const note = ({ effectiveDirective }: SecurityPolicyViolationEvent) => violated.push(effectiveDirective);
  document.addEventListener('securitypolicyviolation', note);
  try {
    const { backend, heard } = await play(options);
    return { played: { backend, heard }, refused: null, violated };
  } catch (error) {
    const { code, message, cause } = error as MixerError;
    // The events come after what they tell of.
    await pause(50);
    return { played: null, refused: { code, message, cause: String(cause) }, violated };
  } finally {
    document.removeEventListener('securitypolicyviolation', note);
  }
}
