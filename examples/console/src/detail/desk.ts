import type { Mixer } from 'megamixer';
import type { Lifetime } from '../lifetime.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import type { Channel } from '../views/channel-view.ts';
import type { Monitor } from './monitor.ts';

/** What every part of a detail needs of the page, for as long as it is open. */
export interface Desk {
  readonly mixer: Mixer;
  readonly frames: FrameLoop;
  /** Hears the channel that is open. */
  readonly monitor: Monitor;
  /** What people call it. */
  nameOf(channel: Channel): string;
  /** Tells people, in a line of its own. */
  say(text: string): void;
  /** Ends when another channel is opened. */
  readonly life: Lifetime;
}
