/** What a component calls, as a user's compiler sees it. */
import type { Mixer } from 'megamixer';
import { useMeter, useMixer, useParam } from 'megamixer/react';
import type { RefCallback } from 'react';

export function useFader(context: AudioContext): {
  db: number;
  setDb: (db: number) => void;
  bar: RefCallback<HTMLElement>;
} {
  const { mixer } = useMixer(context, { strips: 8 });
  const strip = (mixer as Mixer).strips[0]!;
  const [db, setDb] = useParam(strip.gain, 'db');
  // @ts-expect-error: a level is no text
  setDb('loud');
  const bar = useMeter(strip.meter, (element: HTMLElement, { clip }) => element.toggleAttribute('data-clip', clip));
  return { db, setDb, bar };
}
