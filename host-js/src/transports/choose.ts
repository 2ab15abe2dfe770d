import type { MixerOptions, TransportKind } from '../api/mixer.js';
import { MixerError } from '../errors.js';

const NOT_ISOLATED =
  'the page is not cross-origin isolated: it needs the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp';

/** Which transport a page gets, and why. */
export function chooseTransport(wanted: MixerOptions['transport'] = 'auto'): {
  kind: TransportKind;
  reason: string;
} {
  // SharedArrayBuffer alone is no sign: there are browsers that have it and still pass none to a worklet.
  const isolated = globalThis.crossOriginIsolated === true;
  switch (wanted) {
    case 'message':
      return { kind: 'message', reason: 'asked for by the transport option' };
    case 'shared':
      if (!isolated) {
        throw new MixerError('not-isolated', `The shared transport is impossible here, since ${NOT_ISOLATED}.`);
      }
      return { kind: 'shared', reason: 'asked for by the transport option' };
    case 'auto':
      return isolated
        ? { kind: 'shared', reason: 'the page is cross-origin isolated' }
        : { kind: 'message', reason: NOT_ISOLATED };
    default:
      throw new TypeError(`transport takes 'auto', 'shared' or 'message', not ${String(wanted)}.`);
  }
}
