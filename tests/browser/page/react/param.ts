/** What `useParam` shows, and how often it renders. */
import type { GainParam, Mixer, Param } from 'megamixer';
import { useParam } from 'megamixer/react';
import { createElement, startTransition, useLayoutEffect, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { createMixer } from '/dist/megamixer.js';
import { pause, until } from '../realtime.ts';
import { type Mounted, mount, strictly } from './mount.ts';

async function withMixer<R>(work: (mixer: Mixer) => Promise<R>): Promise<R> {
  const mixer = await createMixer(new OfflineAudioContext(2, 128, 48_000), { strips: 4, buses: 1 });
  try {
    return await work(mixer);
  } finally {
    mixer.dispose();
  }
}

/** Longer than it takes React to render what a control tells it, which it does before the next task. */
const rendered = () => pause(50);

interface Properties {
  param: Param<unknown> | null;
  view?: 'value' | 'position' | 'db';
  seen: unknown[];
  set?: { current: ((value: unknown) => void) | undefined };
}

/** Shows a control, and notes what it showed in each render. */
function Shown({ param, view = 'value', seen, set }: Properties) {
  const [value, setValue] = useParam(param as GainParam | null, view as 'value');
  seen.push(value);
  if (set) set.current = setValue as (value: unknown) => void;
  return String(value);
}

/** Everything that may change a control, and everything that may not, with what was shown after each. */
export const whatRenders = () =>
  withMixer(async (mixer) => {
    const [strip] = mixer.strips as [(typeof mixer.strips)[number]];
    const { gain } = strip;
    const seen: unknown[] = [];
    const set: Properties['set'] & object = { current: undefined };
    const { mounted, unmount, container } = mount(createElement(Shown, { param: gain, seen, set }));
    await mounted;
    const shown: Record<string, unknown[]> = { mounting: seen.splice(0) };
    const after = async (name: string, work: () => void) => {
      work();
      await rendered();
      shown[name] = seen.splice(0);
    };
    const before = set.current;
    await after('the hook', () => set.current!(0.5));
    await after('a function of the value', () => set.current!((value: number) => value / 2));
    await after('the same value', () => set.current!(0.25));
    await after('somebody else', () => {
      gain.value = 0.75;
    });
    await after('twice in one edit', () =>
      mixer.edit(() => {
        gain.value = 0.1;
        gain.value = 0.5;
      }),
    );
    await after('another control', () => {
      strip.pan.value = 0.5;
    });
    await after('meters and statistics', () => void [strip.meter.peak, mixer.stats.quanta]);
    await after('a ramp', () => gain.rampTo(0.25, 1));
    await after('a snapshot', () => void mixer.restore({ version: mixer.snapshot().version }));
    await after('what is no value', () => {
      try {
        set.current!(Number.NaN);
      } catch {}
    });
    const stable = before === set.current;
    const text = container.textContent;
    unmount();
    return { shown, stable, text };
  });

/** The views of a fader, what each kind of control shows, and a route that is chosen through the hook. */
export const views = () =>
  withMixer(async (mixer) => {
    const [strip] = mixer.strips as [(typeof mixer.strips)[number]];
    const [bus] = mixer.buses as [(typeof mixer.buses)[number]];
    const seen: unknown[][] = [];
    const sets: ((value: unknown) => void)[] = [];
    const show = (param: Param<unknown>, view: 'value' | 'position' | 'db' = 'value') => {
      const own: unknown[] = [];
      const set: Properties['set'] & object = { current: undefined };
      seen.push(own);
      const mounted = mount(createElement(Shown, { param, view, seen: own, set }));
      sets.push((value) => set.current!(value));
      return mounted;
    };
    const mounted: Mounted[] = [
      show(strip.gain, 'position'),
      show(strip.gain, 'db'),
      show(strip.mute),
      show(strip.input),
      show(strip.output),
    ];
    await Promise.all(mounted.map((each) => each.mounted));
    const [position, db, mute, input, output] = sets;
    position!(0.5);
    mute!((on: boolean) => !on);
    input!('mono');
    output!(bus);
    await rendered();
    const gain = strip.gain.value;
    db!(-6);
    await rendered();
    const last = seen.map((values) => values.at(-1));
    for (const { unmount } of mounted) unmount();
    return {
      gain,
      db: last[1],
      position: (last[0] as number) - strip.gain.position,
      rest: [last[2], last[3], last[4] === bus],
      of: [strip.mute.value, strip.input.value, strip.output.value === bus],
    };
  });

/** A component without a control, with one, with another, and with one whose mixer has gone. */
export const comesAndGoes = () =>
  withMixer(async (mixer) => {
    const seen: unknown[] = [];
    const set: Properties['set'] & object = { current: undefined };
    const shown = (param: Param<unknown> | null) => strictly(Shown, { param, seen, set });
    const { mounted, update, unmount } = mount(shown(null));
    await mounted;
    set.current!(0.5);
    const values = [seen.at(-1)];
    const [one, two] = mixer.strips.map(({ gain }) => gain) as [GainParam, GainParam];
    one.value = 0.5;
    for (const param of [one, two, one]) {
      await update(shown(param));
      values.push(seen.at(-1));
    }
    two.value = 0.125;
    await rendered();
    values.push(seen.at(-1));
    mixer.dispose();
    // Subscribes to a control of a mixer that is disposed of.
    await update(shown(two));
    values.push(seen.at(-1));
    unmount();
    return values.map((value) => value ?? null);
  });

/** A snapshot that moves every fader: how often a component that shows them all renders. */
export const restored = () =>
  withMixer(async (mixer) => {
    mixer.edit(() => {
      for (const strip of mixer.strips) strip.gain.value = 0.5;
    });
    const snapshot = mixer.snapshot();
    mixer.edit(() => {
      for (const strip of mixer.strips) strip.gain.reset();
    });
    const renders: string[] = [];
    function All() {
      const values = mixer.strips.map(({ gain }) => useParam(gain)[0]);
      renders.push(values.join());
      return null;
    }
    const { mounted, unmount } = mount(createElement(All));
    await mounted;
    mixer.restore(snapshot);
    await rendered();
    unmount();
    return renders;
  });

const busyMs = 4;
const readers = 40;

/** Renders many readers of one control in a transition, which gives way in between, while the control is turned. */
export const concurrent = () =>
  withMixer(async (mixer) => {
    const { gain } = mixer.strips[0]!;
    /** What was on the screen after each commit: one value, or it is torn. */
    const screens: string[][] = [];
    let renders = 0;
    function Slow() {
      const [value] = useParam(gain);
      renders += 1;
      const end = performance.now() + busyMs;
      while (performance.now() < end);
      return createElement('output', null, String(value));
    }
    let show: (shown: boolean) => void = () => {};
    function All() {
      const [shown, setShown] = useState(false);
      show = setShown;
      useLayoutEffect(() => {
        screens.push([...new Set([...container.querySelectorAll('output')].map(({ textContent }) => textContent!))]);
      });
      return createElement(
        'div',
        null,
        shown && Array.from({ length: readers }, (_, key) => createElement(Slow, { key })),
      );
    }
    const { container, mounted, unmount } = mount(createElement(All));
    await mounted;
    screens.length = 0;
    startTransition(() => show(true));
    await until(() => renders > readers / 4, 5000);
    const whenTurned = renders;
    gain.value = 0.5;
    await until(() => container.querySelectorAll('output').length === readers, 10_000);
    await rendered();
    const last = container.querySelector('output')!.textContent;
    unmount();
    return { whenTurned, readers, screens, last };
  });

/** A page from the server, hydrated after the control was turned. */
export const hydrated = () =>
  withMixer(async (mixer) => {
    const { gain } = mixer.strips[0]!;
    gain.value = 0.25;
    const seen: unknown[] = [];
    const element = createElement(
      'p',
      null,
      createElement(Shown, { param: gain, seen }),
      ' ',
      createElement(Shown, { param: gain, view: 'position', seen: [] }),
      ' ',
      createElement(Shown, { param: gain, view: 'db', seen: [] }),
    );
    const html = renderToString(element);
    seen.length = 0;
    const container = document.body.appendChild(document.createElement('div'));
    container.innerHTML = html;
    const errors: string[] = [];
    const root = hydrateRoot(container, element, { onRecoverableError: (error) => errors.push(String(error)) });
    await until(() => seen.length > 1, 5000);
    await rendered();
    const text = container.textContent!;
    root.unmount();
    container.remove();
    return { fromServer: html.replace(/<[^>]*>/g, ''), seen, text, errors, position: gain.defaultPosition };
  });
