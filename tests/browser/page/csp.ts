/** A page under a policy that a test decides: what becomes of the mixer. */
import type { Backend, MixerError, MixerOptions } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { play } from './isolation.ts';
import { close, pause } from './realtime.ts';

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

/** Mixers that are asked for at once in one context: the backend of each, or the code that it was refused with. */
export async function together(asked: readonly MixerOptions[]): Promise<string[]> {
  const context = new AudioContext();
  const made = await Promise.allSettled(asked.map((options) => createMixer(context, options)));
  const found = made.map((each) =>
    each.status === 'fulfilled' ? each.value.backend.kind : (each.reason as MixerError).code,
  );
  for (const each of made) if (each.status === 'fulfilled') each.value.dispose();
  await close(context, undefined);
  return found;
}
