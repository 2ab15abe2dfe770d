/** A component that is edited while it runs: what bundlers do by Fast Refresh, done by hand. */
// Before React is there.
import './refresh-runtime.ts';

import { type MixerState, useMixer, useParam } from 'megamixer/react';
import { createElement, useEffect } from 'react';
import { pause, until } from '../realtime.ts';
import { mount } from './mount.ts';
import { refresh } from './refresh-runtime.ts';

/** What becomes of the mixer, of its settings, and of the effects beside it. */
export async function refreshed() {
  const contexts: OfflineAudioContext[] = [];
  const states: MixerState[] = [];
  let connected = 0;
  let connections = 0;
  /** The component as its file says, with this name in it. */
  const written = (name: string) =>
    function Desk() {
      const state = useMixer(
        () => {
          contexts.push(new OfflineAudioContext(2, 128, 48_000));
          return contexts.at(-1)!;
        },
        { strips: 1 },
        (mixer) => {
          mixer.master.gain.value = 0.5;
        },
      );
      states.push(state);
      const { mixer } = state;
      const [gain] = useParam(mixer?.master.gain);
      useEffect(() => {
        if (mixer === null) return;
        connected += 1;
        connections += 1;
        return () => {
          connected -= 1;
        };
      }, [mixer]);
      return `${name}: ${gain}`;
    };

  const { container, unmount } = mount(createElement(refresh.register(written('before'))));
  await until(() => container.textContent === 'before: 0.5', 10_000);
  const { mixer } = states.at(-1)!;
  mixer!.master.gain.value = 0.25;
  await until(() => container.textContent === 'before: 0.25', 5000);
  states.length = 0;
  refresh.register(written('after'));
  refresh.perform();
  await until(() => container.textContent!.startsWith('after'), 5000);
  await pause(300);
  const kept = states.every((state) => state.mixer === mixer) && !mixer!.disposed;
  const text = container.textContent;
  mixer!.master.gain.value = 0.75;
  await until(() => container.textContent === 'after: 0.75', 5000);
  unmount();
  await pause(0);
  return { kept, text, contexts: contexts.length, connections, connected, disposed: mixer!.disposed };
}
