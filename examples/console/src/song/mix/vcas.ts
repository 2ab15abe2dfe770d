import type { Mixer } from 'megamixer';
import type { Group, Loop } from '../loop.ts';

/** The VCA faders, in order: each for instruments that are turned up and down together. */
export const VCAS: readonly { readonly name: string; readonly colour: Group; readonly of: readonly Group[] }[] = [
  { name: 'Beat', colour: 'drums', of: ['drums', 'breaks', 'percussion'] },
  { name: 'Bass', colour: 'bass', of: ['bass'] },
  { name: 'Keys', colour: 'keys', of: ['keys', 'guitar'] },
  { name: 'Air', colour: 'atmosphere', of: ['atmosphere'] },
];

/** Who is a member of which, each VCA at unity. */
export function assignVcas({ strips, vcas }: Mixer, loops: readonly Loop[]): void {
  for (const { gain, mute, vca } of vcas) for (const param of [gain, mute, vca]) param.reset();
  for (const [i, { group }] of loops.entries()) {
    strips[i]!.vca.value = vcas[VCAS.findIndex(({ of }) => of.includes(group))] ?? null;
  }
}
