import { layout } from 'megamixer-worklet/layout';
import { Connections } from '../src/handles/connections.js';
import { Controls } from '../src/handles/controls.js';
import { Desk, type DeskSetup } from '../src/handles/desk.js';
import { MonitorHandle } from '../src/handles/monitor.js';
import { Mirror } from '../src/mirror/mirror.js';
import type { Handles } from '../src/snapshot/outline.js';

type Asked = Partial<DeskSetup & { strips: number; buses: number }>;

/** A desk without an engine: what it publishes is listed, and what it reads is what the test puts into `readings`. */
export const newDesk = (asked: Asked = {}) => makeDesk(asked);

let makeDesk = bareDesk;

/** Has every desk be that of a test mixer from here on, so that the tests of desks judge those. */
export function takeDesksFrom(make: (asked: Asked) => ReturnType<typeof bareDesk>): void {
  makeDesk = make;
}

function bareDesk(asked: Asked) {
  const { strips = 2, buses = 1, ...setup } = asked;
  const mirror = new Mirror(layout(strips, buses));
  /** The words of each edit, by address. */
  const edits: number[][] = [];
  mirror.publisher = {
    publish: (_words, changed, values) => {
      edits.push([...changed.subarray(0, values)]);
    },
  };
  const readings = new Map<number, number>();
  const load = (word: number) => readings.get(word) ?? 0;
  const take = (word: number) => {
    const bits = load(word);
    readings.delete(word);
    return bits;
  };
  const desk = new Desk(mirror, { load, take, readScope: () => 42 }, new Connections(), {
    ...{ sampleRate: 48_000, effects: 4, maxDelay: 0, exclusiveSolo: false },
    ...setup,
  });
  const controls = new Controls(desk, 'mixer', mirror.layout.mixer);
  const { master, strips: stripHandles, buses: busHandles, vcas } = desk;
  const mixer: Handles = {
    ...{ glide: controls.param('glide'), monitor: controls.part('monitor', MonitorHandle) },
    ...{ master, strips: stripHandles, buses: busHandles, vcas },
  };
  return { desk, mirror, edits, readings, mixer };
}
