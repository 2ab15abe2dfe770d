import type { Vca } from '../../api/vca.js';
import type { AnyParam } from '../control/following.js';
import type { Channel } from './channel.js';

/** How deep VCAs are members of each other. While an edit is not finished they may go round in a circle. */
const DEEPEST = 4;

/** The VCAs whose fader and mute are its own too: the one that it is a member of, that one's, and so on. */
function vcasOver(channel: Channel): readonly Vca[] {
  const over: Vca[] = [];
  let vca = 'vca' in channel ? channel.vca.value : null;
  for (; vca && over.length < DEEPEST; vca = vca.vca.value) over.push(vca);
  return over;
}

/** What decides whether it is muted. Other ones when it, or a VCA over it, becomes a member elsewhere. */
export function mutingParams(channel: Channel): readonly AnyParam[] {
  const members = [channel, ...vcasOver(channel)];
  return members.flatMap((each) => ('vca' in each ? [each.mute, each.vca] : [each.mute]));
}

/** The VCA that mutes it, if one does: the nearest. */
export function mutingVca(channel: Channel): Vca | undefined {
  return vcasOver(channel).find(({ mute }) => mute.value);
}
