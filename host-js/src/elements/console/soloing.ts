import type { LitElement } from 'lit';
import type { Bus } from '../../api/bus.js';
import type { Mixer } from '../../api/mixer.js';
import type { Strip } from '../../api/strip.js';
import { unlessDisposed } from '../../views/unless-disposed.js';
import { type AnyParam, Following } from '../control/following.js';
import type { Channel } from '../strip/channel.js';

/** What a solo elsewhere cuts, of the mixer that is followed, now. */
export class Silenced {
  readonly #host: LitElement;
  readonly #following: Following;
  #mixer: Mixer | null = null;
  #channels: ReadonlySet<Channel> = new Set();

  constructor(host: LitElement) {
    this.#host = host;
    this.#following = new Following(host, () => this.#look());
  }

  follow(mixer: Mixer | null): void {
    this.#mixer = mixer;
    this.#following.follow(mixer ? soloParams(mixer) : []);
    this.#channels = mixer ? cutBySolo(mixer) : new Set();
  }

  has(channel: Channel): boolean {
    return this.#channels.has(channel);
  }

  #look(): void {
    const mixer = this.#mixer;
    const channels = (mixer && unlessDisposed(() => cutBySolo(mixer))) ?? this.#channels;
    if (channels.size === this.#channels.size && [...channels].every((each) => this.#channels.has(each))) return;
    this.#channels = channels;
    this.#host.requestUpdate();
  }
}

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
