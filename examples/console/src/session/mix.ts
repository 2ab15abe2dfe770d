import type { Mixer, MixerSnapshot, SnapshotFields } from 'megamixer';

/**
 * The mix as a session has it. Who is listened to is left out: that is what the details are open of, and no part of a
 * mix.
 */
export function takeMix(mixer: Mixer): MixerSnapshot {
  return withoutListening(mixer.snapshot());
}

/** Sets the whole console, or leaves all of it as it is and throws. Returns the paths of what the library does not know. */
export function setMix(mixer: Mixer, snapshot: MixerSnapshot): readonly string[] {
  return keepListening(mixer, () => mixer.restore(snapshot)).ignored;
}

/** Sets the mix, as one edit, in which everybody who is listened to stays so. */
export function keepListening<R>(mixer: Mixer, set: () => R): R {
  const channels = [...mixer.strips, ...mixer.buses];
  const listens = channels.map(({ listen }) => listen.value);
  let result!: R;
  mixer.edit(() => {
    result = set();
    for (const [i, { listen }] of channels.entries()) listen.value = listens[i]!;
  });
  return result;
}

/** Throws where `setMix` would, and leaves the console as it is. */
export function checkMix(mixer: Mixer, snapshot: MixerSnapshot): void {
  const before = mixer.snapshot();
  // As one edit, of which nothing is heard.
  mixer.edit(() => {
    mixer.restore(snapshot);
    mixer.restore(before);
  });
}

function withoutListening(snapshot: MixerSnapshot): MixerSnapshot {
  const { strips, buses, ...others } = snapshot;
  return { ...others, ...listOf('strips', strips), ...listOf('buses', buses) };
}

/** Up to the last that has anything to say, as the library does it. */
function listOf(name: 'strips' | 'buses', channels: readonly SnapshotFields[] = []): Partial<MixerSnapshot> {
  const told = channels.map(({ listen: _, ...fields }) => fields);
  const list = told.slice(0, told.findLastIndex((fields) => Object.keys(fields).length > 0) + 1);
  return list.length > 0 ? { [name]: list } : {};
}
