import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Placed } from './banks.js';

/** Neighbours of one group. */
interface Group {
  readonly name: string;
  readonly places: readonly Placed[];
}

export function groupsOf(places: readonly Placed[]): readonly Group[] {
  const groups: { name: string; places: Placed[] }[] = [];
  for (const placed of places) {
    const last = groups.at(-1);
    // The master stays in sight where others scroll by.
    if (last?.name === placed.group && placed.key !== 'master') last.places.push(placed);
    else groups.push({ name: placed.group, places: [placed] });
  }
  return groups;
}

/** Under the names of their groups, where they have any. */
export function grouped(places: readonly Placed[], strips: (places: readonly Placed[]) => unknown): unknown {
  if (places.every(({ group }) => group === '')) return strips(places);
  return repeat(
    groupsOf(places),
    ({ places }) => places[0]!.key,
    ({ name, places }) => html`<div
      part="group"
      class="group"
      role=${name ? 'group' : nothing}
      aria-label=${name || nothing}
    ><div part="group-name" class="group-name" aria-hidden="true"><span>${name}</span></div
    ><div class="row">${strips(places)}</div></div>`,
  );
}
