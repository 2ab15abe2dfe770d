import type { Bus } from '../../api/bus.js';
import type { Master } from '../../api/master.js';
import type { Strip } from '../../api/strip.js';
import type { Vca } from '../../api/vca.js';

/** What a strip of a console may be of. */
export type Channel = Strip | Bus | Master | Vca;

export function isChannel(value: unknown): value is Channel {
  const { gain, mute } = value as Channel;
  return typeof gain?.subscribe === 'function' && typeof mute?.subscribe === 'function';
}

/** Buses are lettered, strips numbered. */
export function letterOf(bus: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + bus);
}

/** In a corner of its plate. */
export function tagOf(channel: Channel): string {
  if (!('index' in channel)) return '∑';
  if (!('meter' in channel)) return `V${channel.index + 1}`;
  return 'sends' in channel ? String(channel.index + 1) : letterOf(channel.index);
}

/** What it is called while nobody has given it a name. */
export function ownNameOf(channel: Channel): string {
  if (!('index' in channel)) return 'Master';
  if (!('meter' in channel)) return `VCA ${channel.index + 1}`;
  if (!('sends' in channel)) return `Bus ${letterOf(channel.index)}`;
  return channel.id ?? `Strip ${channel.index + 1}`;
}
