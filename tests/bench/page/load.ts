import type { Mixer } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { feed, pause, until } from '../../browser/page/realtime.ts';
import { upTo } from '../stages.ts';
import { apply, count } from './stages.ts';

let context: AudioContext;
let mixers: Mixer[] = [];

/** Has so many full consoles play in one context. Returns the load that `benchmark` foretells. */
export async function play(consoles: number): Promise<number> {
  context = new AudioContext({ sampleRate: 48_000 });
  mixers = [];
  for (let made = 0; made < consoles; made += 1) mixers.push(await createMixer(context, { maxDelay: 0.01 }));
  for (const mixer of mixers) mixer.edit(() => apply(mixer, upTo(count())));
  const { load } = await mixers[0]!.benchmark();
  for (const mixer of mixers) {
    feed(mixer, [...mixer.strips.keys()], 0.1);
    mixer.node.connect(context.destination);
  }
  await context.resume();
  await until(() => mixers.every(({ stats }) => stats.frames > 24_000), 30_000);
  return load * consoles;
}

/** The load of all of them over the next seconds. */
export async function watch(): Promise<{ load: number; error: number }> {
  for (const end = performance.now() + 5000; performance.now() < end; await pause(200)) {
    for (const { stats } of mixers) void stats.load;
  }
  const reports = await Promise.all(mixers.map(({ stats }) => stats.report()));
  return {
    load: reports.reduce((sum, { load }) => sum + load!, 0),
    error: Math.sqrt(reports.reduce((sum, { loadError }) => sum + loadError! ** 2, 0)),
  };
}

export async function stop(): Promise<void> {
  for (const mixer of mixers) mixer.dispose();
  // WebKitGTK crashes when a context is closed while the port of a worklet in it is open.
  await pause(50);
  await context.close();
}
