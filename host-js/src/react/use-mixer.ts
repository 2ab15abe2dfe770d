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

/** Stands for whatever a function gives: the function itself is often another one in every render. */
const GIVEN = 'given by a function';

/** What a mixer was asked for with: another one is made when it changes. */
interface Request {
  readonly source: BaseAudioContext | typeof GIVEN | null;
  readonly wishes: string;
}

/** What a component has let go of: its mixer, which it may take again at once, and after that the settings. */
interface Left extends Request {
  mixer: Mixer | null;
  snapshot: MixerSnapshot | null;
}

const PENDING: MixerState = { status: 'pending', mixer: null, error: null };

/**
 * The mixer of a component: made after it is mounted, and disposed of when it is unmounted, even while it is still being
 * made. `pending` until then, on the server, and while `context` is `null`; `failed`, with the error of `createMixer`,
 * when it could not be made.
 *
 * The context is the app's, and is neither resumed nor closed. A function that gives one is called in the browser alone,
 * after mounting, and again only when that context is closed; that it is another function in every render changes
 * nothing. Options are compared by value. Another context or other options mean another mixer: the one before is
 * disposed of, and the state is `pending` from that render on. Only a mixer that has been moved to that very context
 * stays.
 *
 * `setUp` is called with a mixer before anybody else has it, as one edit; it may be another function in every render.
 *
 * In StrictMode, whose first mount is taken back at once, one mixer is made. Fast Refresh keeps the mixer. One that was
 * disposed of while its component stayed, as in an `<Activity>` that is hidden, is made anew with the settings of the
 * one before instead of those of `setUp`.
 */
export function useMixer(context: UseMixerContext, options: UseMixerOptions = {}, setUp?: SetUpMixer): MixerState {
  const source = typeof context === 'function' ? GIVEN : context;
  const wishes = JSON.stringify(options, Object.keys(options).sort());
  const request: Request = { source, wishes };
  const [made, setMade] = useState<(Request & { readonly state: MixerState }) | null>(null);
  const given = useRef<BaseAudioContext | null>(null);
  const left = useRef<Left | null>(null);

  useEffect(() => {
    if (context === null) return;
    const unmounted = new AbortController();
    const { signal } = unmounted;
    let mixer: Mixer | null = null;

    const make = async (): Promise<void> => {
      let made: Mixer | null = null;
      try {
        // What is unmounted at once, as by StrictMode, never starts.
        await null;
        signal.throwIfAborted();
        const where = typeof context === 'function' ? fromFunction(given, context) : context;
        made = await createMixer(where, { ...options, signal });
        signal.throwIfAborted();
        begin(made, request, left.current, setUp);
        mixer = made;
        setMade({ ...request, state: { status: 'ready', mixer, error: null } });
      } catch (error) {
        made?.dispose();
        if (!signal.aborted) setMade({ ...request, state: { status: 'failed', mixer: null, error: asError(error) } });
      }
    };

    mixer = takeAgain(left.current, request);
    if (mixer === null) void make();
    else setMade((made) => (made === null || isFor(request, made) ? made : { ...request, state: made.state }));

    return () => {
      unmounted.abort();
      if (mixer === null) return setMade(null);
      const parting: Left = { ...request, mixer, snapshot: null };
      left.current = parting;
      // Later, so that Fast Refresh may take it again, and what is cleaned up beside this may still write to it.
      queueMicrotask(() => {
        if (parting.mixer === null) return;
        parting.snapshot = parting.mixer.snapshot();
        parting.mixer.dispose();
        parting.mixer = null;
        setMade(null);
      });
    };
  }, [source, wishes]);

  return made !== null && isFor(request, made, made.state.mixer) ? made.state : PENDING;
}

/** Whether what was made for one request is for this one. A mixer may have moved to where this one wants it. */
function isFor(request: Request, made: Request, mixer: Mixer | null = null): boolean {
  if (request.wishes !== made.wishes) return false;
  return request.source === made.source || (mixer !== null && request.source === mixer.context);
}

/** The mixer that a component has just let go of, where it is what is asked for. */
function takeAgain(left: Left | null, request: Request): Mixer | null {
  const mixer = left?.mixer ?? null;
  if (left === null || mixer === null || mixer.disposed || !isFor(request, left, mixer)) return null;
  left.mixer = null;
  return mixer;
}

/** Sets what a new mixer starts with: what the one before it was set to, where that was asked for likewise. */
function begin(mixer: Mixer, request: Request, left: Left | null, setUp: SetUpMixer | undefined): void {
  if (left?.snapshot && isFor(request, left)) mixer.restore(left.snapshot);
  else mixer.edit(() => setUp?.(mixer));
}

/** The context that the function gave before, unless it is closed: a mixer of other options must not open another. */
function fromFunction(given: { current: BaseAudioContext | null }, context: () => BaseAudioContext): BaseAudioContext {
  if (given.current === null || given.current.state === 'closed') given.current = context();
  return given.current;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error), { cause: error });
}
