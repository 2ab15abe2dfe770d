import type { MixerErrorCode } from './errors.js';

/** Where whoever has the library has its manual, which is on no site. */
export const MANUAL = 'node_modules/megamixer/docs';

/** How the message of an error ends. */
export function seeDocs(code: MixerErrorCode): string {
  return ` See ${MANUAL}/errors.md#${code}.`;
}
