import type { Backend, Diagnostic, MixerOptions } from '../api/mixer.js';
import { MixerError, type MixerErrorCode } from '../errors.js';
import { seeDocs } from '../see-docs.js';

/** A backend that a mixer may get, and why. */
export interface Candidate {
  readonly kind: Backend;
  readonly reason: string;
}

const NOT_ISOLATED =
  'the page is not cross-origin isolated: it needs the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp';

/** The best first. */
export const BACKENDS = ['shared', 'message', 'js'] as const satisfies readonly Backend[];

const NAMES = ['auto', ...BACKENDS] as const;

/** What another backend can do without. Everything else would go wrong with any of them. */
const REMEDIES: Partial<Record<MixerErrorCode, Backend>> = {
  'not-isolated': 'message',
  'out-of-memory': 'message',
  'csp-wasm': 'js',
  unsupported: 'js',
};

/** The backends of a page, each tried where the ones before it failed for something that it does without. */
export class Backends {
  readonly diagnostics: Diagnostic[] = [];
  readonly #forced: boolean;
  #next: Candidate;

  /**
   * @throws MixerError `not-isolated` where `shared` is asked for
   * @throws TypeError for what is no backend
   */
  constructor(wanted: MixerOptions['backend'] = 'auto') {
    checkName(wanted);
    this.#forced = wanted !== 'auto';
    // SharedArrayBuffer alone is no sign: there are browsers that have it and still pass none to a worklet.
    const isolated = globalThis.crossOriginIsolated === true;
    if (wanted === 'shared' && !isolated) throw notIsolated();
    if (wanted !== 'auto') {
      this.#next = { kind: wanted, reason: 'asked for by the backend option' };
    } else if (isolated) {
      this.#next = { kind: 'shared', reason: 'the page is cross-origin isolated' };
    } else {
      this.#next = { kind: 'message', reason: NOT_ISOLATED };
      this.#note('shared', notIsolated());
    }
  }

  /** The one to try now. */
  get next(): Candidate {
    return this.#next;
  }

  /** Goes on to one that does without what the last one failed for; throws what is to be said where there is none. */
  failed(error: unknown): void {
    const { kind } = this.#next;
    const remedy = error instanceof MixerError && !this.#forced ? REMEDIES[error.code] : undefined;
    if (remedy === undefined || remedy === kind || kind === 'js') throw this.#finally(error);
    this.#note(kind, error as MixerError);
    this.#next = { kind: remedy, reason: `${kind} failed: ${(error as MixerError).message}` };
  }

  /** Where even JavaScript cannot be had, it is why WebAssembly could not that is to be mended first. */
  #finally(error: unknown): unknown {
    const why = this.diagnostics.find(({ code }) => REMEDIES[code] === 'js');
    if (why === undefined || this.#next.kind !== 'js') return error;
    const { message } = error as Error;
    // Where to read on is said once, at the end.
    const reason = why.message.replace(seeDocs(why.code), '');
    return new MixerError(why.code, `${reason} Without WebAssembly it did not go either: ${message}`, error);
  }

  #note(tried: Backend, { code, message }: MixerError): void {
    this.diagnostics.push(Object.freeze({ tried, code, message }));
  }
}

/** @throws TypeError for what is no backend */
export function checkName(wanted: 'auto' | Backend): void {
  if (NAMES.includes(wanted)) return;
  throw new TypeError(`backend takes ${NAMES.map((name) => `'${name}'`).join(' or ')}, not ${String(wanted)}.`);
}

function notIsolated(): MixerError {
  return new MixerError('not-isolated', `The shared backend is impossible here, since ${NOT_ISOLATED}.`);
}
