import type { Mixer } from '../../api/mixer.js';
import type { PerStrip } from '../api.js';
import type { Channel } from '../strip/channel.js';

/** One strip of a console. */
export interface Placed {
  /** Such as `strip-3`, `bus-0`, `master`: of its slots, and for who follows it from one rendering to the next. */
  readonly key: string;
  readonly channel: Channel;
  readonly name: string;
  readonly color: string;
  /** Of which group; empty for none. */
  readonly group: string;
  readonly isOutput: boolean;
}

/** What a page, and the user of a console, have said of its strips. */
export interface Told {
  readonly names: PerStrip;
  readonly colors: PerStrip;
  readonly groups: PerStrip;
  /** What its user has given other names to, by its key. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** All of a mixer, as they stand from left to right. */
export function placesOf(mixer: Mixer, { names, colors, groups, renamed }: Told): readonly Placed[] {
  const placed = (kind: 'strips' | 'vcas' | 'buses', prefix: string) => (channel: Channel, i: number) => {
    const key = `${prefix}-${i}`;
    return {
      ...{ key, channel, isOutput: kind !== 'strips' },
      name: renamed.get(key) ?? names[kind]?.[i] ?? '',
      color: colors[kind]?.[i] ?? '',
      group: groups[kind]?.[i] ?? '',
    };
  };
  return [
    ...mixer.strips.map(placed('strips', 'strip')),
    ...mixer.vcas.slice(0, names.vcas?.length ?? 0).map(placed('vcas', 'vca')),
    ...mixer.buses.map(placed('buses', 'bus')),
    {
      ...{ key: 'master', channel: mixer.master, isOutput: true },
      name: renamed.get('master') ?? names.master ?? '',
      ...{ color: colors.master ?? '', group: groups.master ?? '' },
    },
  ];
}

/** What all of a kind are called, empty where nobody has said so. */
export function namesOf(places: readonly Placed[], kind: 'bus' | 'vca'): readonly string[] {
  return places.filter(({ key }) => key.startsWith(`${kind}-`)).map(({ name }) => name);
}

/** Whether it is one of this mixer's. */
export function isOf(mixer: Mixer | null, channel: Channel): boolean {
  if (mixer === null) return false;
  const { strips, vcas, buses, master } = mixer;
  return [...strips, ...vcas, ...buses, master].includes(channel);
}

/** Those that are shown at a time where there is little room. */
export interface Bank {
  readonly face: string;
  readonly label: string;
  /** Of its first one and behind its last one. */
  readonly from: number;
  readonly to: number;
}

export function banksOf(places: readonly Placed[], size: number): readonly Bank[] {
  const strips = places.filter(({ isOutput }) => !isOutput).length;
  const step = Math.max(1, Math.floor(size) || 1);
  const banks: Bank[] = [];
  for (let from = 0; from < strips; from += step) {
    const to = Math.min(strips, from + step);
    banks.push({ face: `${from + 1}–${to}`, label: `Strips ${from + 1}–${to}`, from, to });
  }
  const outputs = strips + places.filter(({ key }) => key.startsWith('vca-')).length;
  if (outputs > strips) banks.push({ face: 'VCA', label: 'VCA faders', from: strips, to: outputs });
  const hasBuses = places.length - outputs > 1;
  const label = hasBuses ? 'Out: buses and master' : 'Master';
  return [...banks, { face: hasBuses ? 'Out' : 'Master', label, from: outputs, to: places.length }];
}
