/** The first example of docs/react.md, as it stands there. */

import { App } from 'manual:react';
import type { Mixer } from 'megamixer';
import { close, feed, until } from '../realtime.ts';
import { mount, strictly } from './mount.ts';

/** The mixer that is in a context, as whoever looks into a page finds it. */
function mixerIn(context: BaseAudioContext): Mixer | undefined {
  const page = globalThis as { [key: symbol]: { mixers?: WeakRef<Mixer>[] } | undefined };
  const mixers = page[Symbol.for('megamixer')]?.mixers ?? [];
  return mixers.map((each) => each.deref()).find((mixer) => mixer?.context === context && !mixer.disposed);
}

/** What reaches the loudspeakers before and after the browser ends the node, and with the strip muted. Throws where it is not as it should be. */
export async function example() {
  const context = new AudioContext();
  await context.resume();
  const analyser = new AnalyserNode(context, { fftSize: 32 });
  analyser.connect(context.destination);
  // Everything that is to be heard goes there.
  Object.defineProperty(context, 'destination', { value: analyser });
  const samples = new Float32Array(analyser.fftSize);
  const heard = (level: number) =>
    until(() => {
      analyser.getFloatTimeDomainData(samples);
      return Math.abs(samples[0]! - level) < 1e-3;
    }, 10_000);
  const desk = mount(strictly(App, { context }));
  await until(() => mixerIn(context) !== undefined && desk.container.querySelectorAll('input').length === 8, 10_000);
  const mixer = mixerIn(context)!;
  feed(mixer, [3]);
  await heard(1);

  const { node } = mixer;
  // As from the browser, which ends it.
  node.dispatchEvent(new Event('processorerror'));
  await until(() => mixer.node !== node, 10_000);
  await heard(1);

  desk.container.querySelectorAll('button')[3]!.click();
  await heard(0);
  desk.unmount();
  await until(() => mixer.disposed, 1000);
  await close(context, mixer);
}
