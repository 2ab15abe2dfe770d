import type { Backend } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { pause, play } from './realtime.ts';
import { Watcher } from './watcher.ts';

/** What the page has seen by when nobody has touched it, and once somebody has clicked. */
export interface Seen {
  state: AudioContextState;
  /** Of the context. */
  seconds: number;
  /** Whether `resume()` was of use. */
  resumed: boolean;
  /** Whether `settled()` resolved. */
  settled: boolean;
  /** What came out last. */
  last: number;
}

const within = (promise: Promise<unknown>, milliseconds: number) =>
  Promise.race([promise.then(() => true), pause(milliseconds).then(() => false)]);

/** Called by a script in the page itself: one that a driver evaluates counts as a gesture. Tells the server what it sees. */
export async function start(backend: Backend): Promise<void> {
  const context = new AudioContext();
  const mixer = await createMixer(context, { backend });
  const { gain } = mixer.strips[3]!;
  gain.value = 0.5;
  const source = new ConstantSourceNode(context);
  source.start();
  mixer.strips[3]!.connect(source);
  const watcher = await Watcher.listen(mixer.node);
  const tell = async (when: string, resumed: boolean, last: number) => {
    const settled = await within(mixer.settled(), 2000);
    const seen: Seen = { state: context.state, seconds: context.currentTime, resumed, settled, last };
    await fetch(`/tell?when=${when}&seen=${encodeURIComponent(JSON.stringify(seen))}`);
  };

  // Who says nothing as long as the context stands.
  await tell('untouched', await within(context.resume(), 1000), 0);
  addEventListener('click', async ({ isTrusted }) => {
    if (!isTrusted) return;
    gain.value = 0.25;
    const resumed = await within(context.resume(), 5000);
    await play(context, 0.3);
    await tell('clicked', resumed, (await watcher.heard()).last[0]);
  });
  await fetch('/tell?when=listening');
}
