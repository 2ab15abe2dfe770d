import { useEffect, useRef, useState } from 'react';
import { createMixer, type Mixer, type MixerOptions, type MixerSnapshot } from '../index.js';

/** Where the mixer is to be: a context, a function that gives it, or `null` while there is none yet. */
export type UseMixerContext = BaseAudioContext | (() => BaseAudioContext) | null;

/** What `useMixer` may be told: the options of `createMixer`, but for the signal, which is the hook's own. */
export type UseMixerOptions = Omit<MixerOptions, 'signal' | 'script'>;

/** Sets what a new mixer is to start with. */
export type SetUpMixer = (mixer: Mixer) => void;

/** How far the mixer of a component is. */
export type MixerState =
  | { readonly status: 'pending'; readonly mixer: null; readonly error: null }
  | { readonly status: 'ready'; readonly mixer: Mixer; readonly error: null }
  | { readonly status: 'failed'; readonly mixer: null; readonly error: Error };

/** What a mixer was made of: another one is made when either differs. */
interface Recipe {
  readonly source: BaseAudioContext | typeof GIVEN | null;
  readonly wishes: string;
}

/** Stands for whatever a function gives: the function itself is often another one in every render. */
const GIVEN = 'given by a function';

const PENDING: MixerState = { status: 'pending', mixer: null, error: null };

/**
 * The mixer of a component: made after it is mounted, and disposed of when it is unmounted, even while it is still being
 * made. `pending` until then, on the server, and while `context` is `null`; `failed`, with the error of `createMixer`,
 * when it could not be made.
 *
 * The context is the app's, and is neither resumed nor closed. A function that gives one is called in the browser alone,
 * after mounting, and again only when that context is closed; that it is another function in every render changes
 * nothing. Options are compared by value. Another context or other options mean another mixer: the one before is
 * disposed of, and the state is `pending` from that render on.
 *
 * `setUp` is called with a mixer before anybody else has it, as one edit; it may be another function in every render.
 *
 * Where React takes the effects of a component that stays down and puts them up again (Fast Refresh, `<Activity>`), the
 * mixer is made anew, with the settings of the one before instead of those of `setUp`. In StrictMode, whose first mount is
 * taken back at once, it is made only once.
 */
export function useMixer(context: UseMixerContext, options: UseMixerOptions = {}, setUp?: SetUpMixer): MixerState {
  const source = typeof context === 'function' ? GIVEN : context;
  const wishes = JSON.stringify(options, Object.keys(options).sort());
  const [made, setMade] = useState<(Recipe & { readonly state: MixerState }) | null>(null);
  const given = useRef<BaseAudioContext | null>(null);
  const left = useRef<(Recipe & { readonly snapshot: MixerSnapshot }) | null>(null);

  useEffect(() => {
    if (context === null) return;
    const unmounted = new AbortController();
    const { signal } = unmounted;
    let mixer: Mixer | null = null;

    const make = async (): Promise<MixerState> => {
      try {
        // What is unmounted at once, as by StrictMode, never starts.
        await null;
        signal.throwIfAborted();
        const where = typeof context === 'function' ? fromFunction(given, context) : context;
        const made = await createMixer(where, { ...options, signal });
        mixer = made;
        const before = left.current;
        if (before?.source === source && before.wishes === wishes) made.restore(before.snapshot);
        else made.edit(() => setUp?.(made));
        return { status: 'ready', mixer: made, error: null };
      } catch (error) {
        mixer?.dispose();
        mixer = null;
        return { status: 'failed', mixer: null, error: asError(error) };
      }
    };

    make().then((state) => {
      if (signal.aborted) state.mixer?.dispose();
      else setMade({ source, wishes, state });
    });
    return () => {
      unmounted.abort();
      setMade(null);
      if (mixer === null) return;
      left.current = { source, wishes, snapshot: mixer.snapshot() };
      // Later, so that what is cleaned up beside this may still write to it.
      queueMicrotask(() => mixer?.dispose());
    };
  }, [source, wishes]);

  return made !== null && made.source === source && made.wishes === wishes ? made.state : PENDING;
}

/** The context that the function gave before, unless it is closed: a mixer of other options must not open another. */
function fromFunction(given: { current: BaseAudioContext | null }, context: () => BaseAudioContext): BaseAudioContext {
  if (given.current === null || given.current.state === 'closed') given.current = context();
  return given.current;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error), { cause: error });
}
