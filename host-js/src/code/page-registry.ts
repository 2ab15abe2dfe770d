import type { LogLevel, Mixer } from '../api/mixer.js';

/**
 * What the page keeps for all its mixers. It hangs on the global object, since a page can hold two copies of the
 * library. Everything in it is keyed by build, so copies of different builds share the shelf but nothing on it.
 */
interface PageRegistry {
  readonly modules: Map<string, Job<WebAssembly.Module>>;
  readonly worklets: WeakMap<BaseAudioContext, Map<string, LoadedWorklet>>;
  /** What all mixers of the page log; undefined: nobody has said. */
  logLevel?: LogLevel;
  /** See live-mixers.ts. Not there where a copy of the library made the shelf that knew none. */
  mixers?: readonly WeakRef<Mixer>[];
  /** What has been said once and is not to be said again. */
  readonly told: Set<string>;
}

/** A worklet that a context has loaded, or is loading. */
export interface LoadedWorklet {
  /** Null: the library carried it with it. */
  readonly url: string | null;
  readonly loaded: Promise<void>;
}

/** Work that several wait for, and that is given up when nobody does any more. */
export interface Job<T> {
  readonly promise: Promise<T>;
  /** Counts one who waits; call the result when it waits no more. */
  join(): () => void;
}

const KEY = Symbol.for('megamixer');

export function pageRegistry(): PageRegistry {
  const page = globalThis as { [KEY]?: PageRegistry };
  page[KEY] ??= { modules: new Map(), worklets: new WeakMap(), told: new Set() };
  return page[KEY];
}

/** Starts `work`; its signal aborts when the last one who joined leaves before it is done. */
export function startJob<T>(work: (signal: AbortSignal) => Promise<T>, givenUp: () => void): Job<T> {
  const controller = new AbortController();
  let waiting = 0;
  let done = false;
  const promise = work(controller.signal);
  const settle = () => {
    done = true;
  };
  promise.then(settle, settle);
  return {
    promise,
    join() {
      waiting += 1;
      return () => {
        waiting -= 1;
        if (waiting > 0 || done) return;
        givenUp();
        controller.abort();
      };
    },
  };
}
