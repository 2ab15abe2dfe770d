import type { MixerErrorCode } from './errors.js';

/** How the message of an error ends. */
export function seeDocs(code: MixerErrorCode): string {
  return ` See docs/errors.md#${code}.`;
}
