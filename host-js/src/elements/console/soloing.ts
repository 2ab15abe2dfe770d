import type { Bus } from '../../api/bus.js';
import type { Mixer } from '../../api/mixer.js';
import type { Strip } from '../../api/strip.js';
import type { AnyParam } from '../control/following.js';
import type { Channel } from '../strip/channel.js';

/** What decides who is heard while something is soloed. */
export function soloParams({ strips, buses }: Mixer): readonly AnyParam[] {
  const channels: readonly (Strip | Bus)[] = [...strips, ...buses];
  const sends = strips.flatMap(({ sends }) => sends.flatMap(({ on, level }) => [on, level]));
  return [...channels.flatMap(({ solo, soloSafe, output }) => [solo, soloSafe, output]), ...sends];
}

/** What a solo elsewhere cuts: what neither is soloed or safe, nor is fed by what is, nor feeds what is soloed. */
export function cutBySolo({ strips, buses }: Mixer): ReadonlySet<Channel> {
  const channels: readonly (Strip | Bus)[] = [...strips, ...buses];
  if (!channels.some(({ solo }) => solo.value)) return new Set();
  const ways = new Map(channels.map((channel) => [channel, waysOf(channel, buses)]));
  const leads = new Set(channels.filter(({ solo }) => solo.value));
  const lit = new Set(channels.filter(({ solo, soloSafe }) => solo.value || soloSafe.value));
  // Ways never go in a circle, and are no longer than there are buses.
  for (const _ of [...buses, null]) {
    for (const [channel, to] of ways) {
      if (to.some((bus) => leads.has(bus))) leads.add(channel);
      if (lit.has(channel)) for (const bus of to) lit.add(bus);
    }
  }
  return new Set(channels.filter((channel) => !lit.has(channel) && !leads.has(channel)));
}

/** The buses that it goes to. */
function waysOf(channel: Strip | Bus, buses: readonly Bus[]): readonly Bus[] {
  const output = buses.filter((bus) => bus === channel.output.value);
  if (!('sends' in channel)) return output;
  const sends = channel.sends.filter(({ on, level }) => on.value && level.value > 0);
  return [...output, ...sends.map(({ index }) => buses[index]!)];
}
