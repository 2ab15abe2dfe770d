import type { Scale } from './link-scale.js';

/** One that moves with the others. */
export interface Mover {
  readonly scale: Scale;
  /** Where it is, in its own unit. */
  value: number;
  /** Its distance from the group: where it would be if the group were at 0. -Infinity: it was off, and is no part of moves. */
  distance: number;
}

/** The place of what is off. */
export const OFF = Number.NEGATIVE_INFINITY;

/**
 * Where a group is, and how far from it its members are. A distance that the end of a range has no room for is remembered, and is there
 * again when the group comes back.
 */
export class Group<M extends Mover> {
  /** -Infinity: one was taken to off, and took all with it. */
  level = 0;

  /** Takes a member as it is now. */
  place(member: M): void {
    const place = member.scale.of(member.value);
    // While the group is off, one that is on is by itself; it is placed when the group comes back.
    if (this.level !== OFF) member.distance = place - this.level;
  }

  /** One was set to `value`, and the group moves by as much as that did; whether it did move. */
  lead(leader: M, value: number, members: readonly M[]): boolean {
    const { scale } = leader;
    const before = this.level;
    const from = scale.of(leader.value);
    const to = scale.of(value);
    leader.value = value;
    if (to === OFF) this.level = OFF;
    else if (from === OFF) this.#comeBack(leader, to, members);
    else if (before !== OFF) this.#move(leader, from, to);
    return this.level !== before;
  }

  /** Where a member is to be. */
  valueOf({ scale, value, distance }: M): number {
    if (this.level === OFF) return scale.at(OFF);
    // It was off before the group moved, which does not switch it on.
    return distance === OFF ? value : scale.at(distance + this.level);
  }

  /** Members were set to where they are by what knows nothing of groups. Distances are those that were, where that can be. */
  settle(members: readonly M[]): void {
    const levels = members.map(({ scale, value, distance }) => scale.of(value) - distance);
    if ([...levels.filter(Number.isFinite), OFF].some((level) => this.#fits(level, members))) return;
    this.level = 0;
    for (const member of members) this.place(member);
  }

  /** Whether all would be where they are with the group at that level, where it then is. */
  #fits(level: number, members: readonly M[]): boolean {
    this.level = level;
    return members.every((member) => {
      const { scale, value, distance } = member;
      return isNear(scale, scale.of(value), distance === OFF ? OFF : scale.of(this.valueOf(member)));
    });
  }

  #move(leader: M, from: number, to: number): void {
    if (isNear(leader.scale, from, leader.distance + this.level)) {
      this.level = to - leader.distance;
      return;
    }
    // An end of its range held it back: it goes on from there.
    this.level += to - from;
    leader.distance = to - this.level;
  }

  /** One that was off is on again: alone, unless the whole group had gone off with it. */
  #comeBack(leader: M, to: number, members: readonly M[]): void {
    if (members.every(({ distance }) => distance === OFF)) this.level = 0;
    if (this.level !== OFF || leader.distance === OFF) {
      this.place(leader);
      return;
    }
    this.level = to - leader.distance;
    for (const member of members) {
      // It was set while the group was off.
      if (member !== leader && member.value !== member.scale.at(OFF)) this.place(member);
    }
  }
}

function isNear({ tolerance }: Scale, one: number, other: number): boolean {
  return one === other || Math.abs(one - other) <= tolerance;
}
