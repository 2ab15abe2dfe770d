/** What `useMixer` makes, and what it leaves behind. */
import type { Mixer } from 'megamixer';
import {
  type MixerState,
  type SetUpMixer,
  type UseMixerContext,
  type UseMixerOptions,
  useMixer,
} from 'megamixer/react';
import * as React from 'react';
import { createElement, useEffect } from 'react';
import { createMixer } from '/dist/megamixer.js';
import { pause, until } from '../realtime.ts';
import { mount, strictly } from './mount.ts';

export { reactVersion } from './mount.ts';

interface Properties {
  context: UseMixerContext;
  options?: UseMixerOptions;
  /** Gets what the hook returned, in every render. */
  seen: (state: MixerState) => void;
  setUp?: SetUpMixer;
  /** Gets the mixer once it is there; what it returns cleans up after it. */
  use?: (mixer: Mixer) => () => void;
}

function Desk({ context, options, setUp, seen, use }: Properties) {
  const state = useMixer(context, options, setUp);
  seen(state);
  const { mixer } = state;
  useEffect(() => (mixer === null ? undefined : use?.(mixer)), [mixer]);
  return null;
}

const offline = () => new OfflineAudioContext(2, 128, 48_000);

/** Counts the nodes that are made while `work` runs. */
async function countingNodes<R>(work: () => Promise<R>): Promise<R & { nodes: number }> {
  const Native = globalThis.AudioWorkletNode;
  let nodes = 0;
  globalThis.AudioWorkletNode = class extends Native {
    constructor(...args: ConstructorParameters<typeof Native>) {
      super(...args);
      nodes += 1;
    }
  };
  try {
    return { ...(await work()), nodes };
  } finally {
    globalThis.AudioWorkletNode = Native;
  }
}

/** A context that counts how often it is asked for its sample rate, as by every mixer that is begun. */
function watched(): { context: OfflineAudioContext; asked: () => number } {
  const context = offline();
  const { sampleRate } = context;
  let asked = 0;
  Object.defineProperty(context, 'sampleRate', {
    get() {
      asked += 1;
      return sampleRate;
    },
  });
  return { context, asked: () => asked };
}

/** Mounts in StrictMode, waits for the mixer, and unmounts. */
export async function strictMode() {
  const one = watched();
  (await createMixer(one.context)).dispose();
  return countingNodes(async () => {
    const states: MixerState[] = [];
    const { context, asked } = watched();
    let contexts = 0;
    let used = 0;
    const { unmount } = mount(
      strictly(Desk, {
        context: () => {
          contexts += 1;
          return context;
        },
        seen: (state) => states.push(state),
        use: () => {
          used += 1;
          return () => (used -= 1);
        },
      }),
    );
    await until(() => states.at(-1)?.status === 'ready', 10_000);
    // Whatever a second one would still be at.
    await pause(300);
    const { mixer } = states.at(-1)!;
    const whileMounted = { disposed: mixer!.disposed, used };
    unmount();
    await pause(0);
    const statuses = states.map(({ status }) => status).filter((status, index, all) => status !== all[index - 1]);
    const begun = asked() / one.asked();
    return { begun, contexts, statuses, whileMounted, afterwards: { disposed: mixer!.disposed, used } };
  });
}

/** Unmounts while the mixer is being made. */
export const unmountedMeanwhile = () =>
  countingNodes(async () => {
    const statuses = new Set<string>();
    let isUnmounted = false;
    const { unmount } = mount(
      createElement(Desk, {
        context() {
          // Once the creation has begun, and before anything that it waits for can be there.
          queueMicrotask(() => {
            unmount();
            isUnmounted = true;
          });
          return offline();
        },
        seen: ({ status }) => statuses.add(status),
      }),
    );
    await until(() => isUnmounted, 5000);
    await pause(500);
    return { statuses: [...statuses] };
  });

/** Whether what is cleaned up with the mixer, before it or after it, may still write to it. */
export async function cleanUp(): Promise<{ written: number[]; disposed: boolean[] }> {
  let mixer: Mixer | null = null;
  let isThere = false;
  const written: number[] = [];
  const disposed: boolean[] = [];
  const write = (to: Mixer, pan: number) => () => {
    disposed.push(to.disposed);
    to.strips[0]!.pan.value = pan;
    written.push(to.strips[0]!.pan.value);
  };
  function Child() {
    useEffect(() => (mixer === null ? undefined : write(mixer, -0.5)));
    return null;
  }
  function Parent() {
    const state = useMixer(offline);
    mixer = state.mixer;
    useEffect(() => {
      isThere = state.mixer !== null;
      return state.mixer === null ? undefined : write(state.mixer, 0.5);
    }, [state.mixer]);
    return createElement(Child);
  }
  const { unmount } = mount(createElement(Parent));
  await until(() => isThere, 10_000);
  unmount();
  await pause(0);
  return { written, disposed: [...disposed, (mixer as Mixer | null)!.disposed] };
}

/** Renders again and again with objects that are new and say the same, and then with others. */
export async function optionsByValue() {
  const states: MixerState[] = [];
  const contexts = [offline(), offline()] as const;
  const desk = (context: UseMixerContext, options: UseMixerOptions) =>
    createElement(Desk, { context, options, seen: (state) => states.push(state) });
  const ready = () => until(() => states.at(-1)!.status === 'ready', 10_000);
  const { update, unmount } = mount(desk(contexts[0], { strips: 3, buses: 1 }));
  await until(() => states.at(-1)?.status === 'ready', 10_000);
  const first = states.at(-1)!;

  for (let times = 0; times < 3; times += 1) {
    await update(desk(contexts[0], { buses: 1, strips: 3 }));
  }
  const same = states.at(-1) === first && !first.mixer!.disposed;

  /** The states from an update on, until there is a mixer again. */
  const after = async (context: UseMixerContext, options: UseMixerOptions) => {
    const before = states.at(-1)!.mixer!;
    const rendered = states.length;
    before.master.gain.value = 0.5;
    await update(desk(context, options));
    const atOnce = states[rendered]!.status;
    await ready();
    const mixer = states.at(-1)!.mixer!;
    const { strips, master } = mixer;
    return { atOnce, other: mixer !== before, gone: before.disposed, strips: strips.length, gain: master.gain.value };
  };
  const options = await after(contexts[0], { strips: 4, buses: 1 });
  const context = await after(contexts[1], { strips: 4, buses: 1 });
  const inOther = states.at(-1)!.mixer!.context === contexts[1];
  unmount();
  return { same, options, context, inOther };
}

/** A mixer that moves to another context, which the component is then given: the states on the way, and the settings. */
export async function moved() {
  const states: MixerState[] = [];
  const [from, to, other] = [offline(), offline(), offline()];
  const desk = (context: UseMixerContext) =>
    createElement(Desk, { context, options: { strips: 1 }, seen: (state) => states.push(state) });
  const { update, unmount } = mount(desk(from));
  await until(() => states.at(-1)?.status === 'ready', 10_000);
  const mixer = states.at(-1)!.mixer!;
  mixer.master.gain.value = 0.5;
  states.length = 0;
  await mixer.moveTo(to);
  await update(desk(to));
  // On to where nobody told the component: it has been given what it was given.
  await mixer.moveTo(other);
  await update(desk(to));
  const stays = states.every((state) => state.mixer === mixer) && !mixer.disposed;
  const gain = mixer.master.gain.value;
  update(desk(from));
  await until(() => states.at(-1)!.mixer?.context === from, 10_000);
  const another = states.at(-1)!.mixer!.master.gain.value;
  unmount();
  return { stays, gain, gone: mixer.disposed, another };
}

/** A function that gives a context, another one in every render: how often one is asked for, and what it is asked for. */
export async function contextFromFunction() {
  const states: MixerState[] = [];
  const contexts: OfflineAudioContext[] = [];
  const desk = (strips: number) =>
    createElement(Desk, {
      context() {
        contexts.push(offline());
        return contexts.at(-1)!;
      },
      options: { strips },
      seen: (state) => states.push(state),
    });
  const { update, unmount } = mount(desk(1));
  await until(() => states.at(-1)?.status === 'ready', 10_000);
  const first = states.at(-1)!;
  await update(desk(1));
  const same = states.at(-1) === first;

  const ofStrips = (strips: number) => () => states.at(-1)!.mixer?.strips.length === strips;
  update(desk(2));
  await until(ofStrips(2), 10_000);
  const whenOpen = contexts.length;
  await contexts[0]!.startRendering();
  update(desk(3));
  await until(ofStrips(3), 10_000);
  const inLast = states.at(-1)!.mixer!.context === contexts.at(-1);
  unmount();
  return { same, whenOpen, whenClosed: contexts.length, inLast };
}

/** What is set before anybody has the mixer, and what becomes of one whose setting up throws. */
export async function setUp() {
  const states: MixerState[] = [];
  let calls = 0;
  let insideAnEdit = false;
  const desk = (work: SetUpMixer) =>
    strictly(Desk, { context: offline(), setUp: work, seen: (state) => states.push(state) });
  const { update, unmount } = mount(
    desk((mixer) => {
      calls += 1;
      const { gain } = mixer.strips[0]!;
      const heard: number[] = [];
      const stop = gain.subscribe(({ value }) => heard.push(value));
      gain.value = 0.5;
      insideAnEdit = heard.length === 0;
      stop();
    }),
  );
  await until(() => states.at(-1)?.status === 'ready', 10_000);
  const gain = states.find(({ mixer }) => mixer !== null)!.mixer!.strips[0]!.gain.value;

  let failed: Mixer | undefined;
  update(
    desk((mixer) => {
      failed = mixer;
      throw new RangeError('no such mix');
    }),
  );
  await until(() => states.at(-1)!.status === 'failed', 10_000);
  const { message } = states.at(-1)!.error!;
  unmount();
  return { calls, insideAnEdit, gain, message, disposed: failed!.disposed };
}

/** What becomes of `null`, of a context that is closed, and of a function that throws. */
export async function withoutMixer() {
  const seen: MixerState[] = [];
  const desk = (context: UseMixerContext) => createElement(Desk, { context, seen: (state) => seen.push(state) });
  const { mounted, update, unmount } = mount(desk(null));
  await mounted;
  const none = seen.map(({ status }) => status);
  const failure = async (context: UseMixerContext) => {
    update(desk(context));
    await until(() => seen.at(-1)!.status === 'failed', 5000);
    const { mixer, error } = seen.at(-1)!;
    return { mixer, name: error!.name, code: (error as { code?: string }).code, message: error!.message };
  };
  const ended = offline();
  await ended.startRendering();
  const closed = await failure(ended);
  update(desk(null));
  await until(() => seen.at(-1)!.status === 'pending', 5000);
  const thrown = await failure(() => {
    throw new RangeError('no loudspeakers');
  });
  update(desk(offline()));
  await until(() => seen.at(-1)!.status === 'ready', 10_000);
  unmount();
  return { none, closed, thrown };
}

/** Hides a component and shows it again, by `<Activity>`, which React 19 has. What it is given when the first mixer has gone. */
export async function hiddenAndShown() {
  const { Activity } = React as unknown as { Activity: React.FunctionComponent<{ mode: string; children: unknown }> };
  const states: MixerState[] = [];
  const desk = createElement(Desk, {
    context: offline(),
    setUp(mixer) {
      mixer.strips[0]!.gain.value = 0.5;
      mixer.strips[1]!.gain.value = 0.5;
    },
    seen: (state) => states.push(state),
  });
  const activity = (mode: 'visible' | 'hidden') => createElement(Activity, { mode, children: desk });
  const { update, unmount } = mount(activity('visible'));
  await until(() => states.at(-1)?.status === 'ready', 10_000);
  const first = states.at(-1)!.mixer!;
  first.strips[1]!.gain.value = 0.25;
  // From here on, since a browser may render it while it is hidden or only once it is shown.
  states.length = 0;
  update(activity('hidden'));
  await until(() => first.disposed, 5000);
  await update(activity('visible'));
  await until(() => states.at(-1)?.status === 'ready' && states.at(-1)!.mixer !== first, 10_000);
  const meanwhile = states.find(({ mixer }) => mixer !== first)!.status;
  const gains = states
    .at(-1)!
    .mixer!.strips.slice(0, 3)
    .map(({ gain }) => gain.value);
  unmount();
  return { gains, meanwhile };
}
