import { floatOf } from '../mirror/float-bits.js';
import type { Mirror } from '../mirror/mirror.js';
import type { Link, Linkable, LinkBy, LinkOptions } from './api.js';
import { behind, type Numeric } from './behind.js';
import { type Follower, followersOf } from './followers.js';
import { Group, type Mover, OFF } from './link-group.js';
import { scaleFor, usualScale } from './link-scale.js';

/** One control of a link. */
interface Member extends Mover {
  readonly param: Numeric;
  readonly word: number;
  readonly rampSeconds: number | null;
  /** What its word was after the last edit. */
  bits: number;
  /** How often it is lifted out. */
  lifts: number;
}

/** Of every mixer the words that are linked. */
const linked = new WeakMap<Mirror, Set<number>>();

/**
 * Has controls of one mixer move together, from where they are.
 *
 * Page thread only.
 *
 * @throws TypeError for no control at all, for what cannot move so, for controls of several mixers, and for one that is linked already
 * @throws MixerError `disposed`
 */
export function createLink(params: readonly Linkable[], { by }: LinkOptions = {}): Link {
  const [first] = params;
  if (first === undefined) throw new TypeError('createLink() takes a list of at least one control.');
  const { mirror, spec } = behind(first, 'createLink()');
  mirror.assertOpen();
  const link = new ParamLink(mirror, by ?? usualScale(spec));
  try {
    for (const param of params) link.add(param);
  } catch (error) {
    link.dispose();
    throw error;
  }
  return link;
}

class ParamLink implements Link, Follower {
  readonly by: LinkBy;
  readonly #mirror: Mirror;
  readonly #group = new Group<Member>();
  readonly #linked: Set<number>;
  readonly #leave: () => void;
  #members: Member[] = [];
  /** Words that a restore or the mixer itself has set in the edit that is open, and to what. */
  readonly #apart = new Map<number, number>();

  constructor(mirror: Mirror, by: LinkBy) {
    if (!['dB', 'ratio', 'difference'].includes(by)) {
      throw new TypeError(`A link is by 'dB', 'ratio' or 'difference', not ${String(by)}.`);
    }
    this.by = by;
    this.#mirror = mirror;
    this.#linked = linked.get(mirror) ?? new Set();
    linked.set(mirror, this.#linked);
    this.#leave = followersOf(mirror).add(this);
  }

  get members(): readonly Linkable[] {
    return this.#members.map(({ param }) => param);
  }

  add(param: Linkable): void {
    const { mirror, spec, word, rampSeconds } = behind(param, 'A link');
    const name = `${spec.label} (${spec.name})`;
    if (mirror !== this.#mirror) throw new TypeError(`${name} is of another mixer than the rest of the link.`);
    if (!['gain', 'number', 'setting'].includes(spec.kind)) {
      throw new TypeError(`${name} is no number, so it cannot be linked.`);
    }
    if (this.#linked.has(word)) throw new TypeError(`${name} is in a link already, and can be in one alone.`);
    const scale = scaleFor({ ...spec, min: param.min, max: param.max }, this.by);
    if (scale === null) throw new TypeError(`${name} cannot be linked by '${this.by}'.`);
    const member = {
      param,
      word,
      rampSeconds,
      scale,
      bits: mirror.read(word),
      value: param.value,
      distance: OFF,
      lifts: 0,
    };
    this.#linked.add(word);
    this.#members.push(member);
    this.#group.place(member);
  }

  remove(param: Linkable): void {
    const member = this.#find(param);
    if (member === undefined) return;
    this.#linked.delete(member.word);
    this.#members = this.#members.filter((each) => each !== member);
  }

  lift(param: Linkable): () => void {
    const member = this.#find(param);
    if (member === undefined) throw new TypeError('lift() takes a member of the link.');
    member.lifts += 1;
    let isUp = true;
    return () => {
      if (!isUp) return;
      isUp = false;
      member.lifts -= 1;
      this.#take(member, this.#mirror.read(member.word));
      this.#group.place(member);
    };
  }

  dispose(): void {
    for (const { param } of this.#members) this.remove(param);
    this.#leave();
  }

  apart(words: Int32Array): void {
    for (const { word } of this.#members) {
      if (words.includes(word)) this.#apart.set(word, this.#mirror.read(word));
    }
    // An edit around it may be taken back, or only the one that it was.
    this.#mirror.whenTakenBack(() => {
      for (const [word, bits] of this.#apart) if (this.#mirror.read(word) !== bits) this.#apart.delete(word);
    });
  }

  closing(): void {
    const isChanged = ({ word, bits }: Member) => this.#apart.has(word) || this.#mirror.read(word) !== bits;
    if (this.#members.some(isChanged)) this.#follow();
    this.#apart.clear();
  }

  #follow(): void {
    this.#remember();
    const within = this.#members.filter(({ lifts }) => lifts === 0);
    this.#settle(within);
    const set = within.filter(({ word, bits }) => this.#mirror.read(word) !== bits);
    const [leader, ...rest] = set;
    const hasMoved = leader !== undefined && this.#group.lead(leader, leader.param.value, within);
    for (const member of this.#members) this.#take(member, this.#mirror.read(member.word));
    for (const member of rest) this.#group.place(member);
    if (!hasMoved) return;

    const { rampSeconds } = leader;
    const seconds = rampSeconds === null ? 0 : floatOf(this.#mirror.read(rampSeconds));
    for (const member of within) if (!set.includes(member)) this.#send(member, this.#group.valueOf(member), seconds);
  }

  /** Begins with what was set apart: it moves nobody. */
  #settle(within: readonly Member[]): void {
    if (this.#apart.size === 0) return;
    for (const member of this.#members) this.#take(member, this.#apart.get(member.word) ?? member.bits);
    this.#group.settle(within);
  }

  /** The engine ramps it as it does the one that led. */
  #send(member: Member, value: number, seconds: number): void {
    const { param } = member;
    if (Math.fround(value) === member.value) return;
    if (seconds > 0 && param.rampTo !== undefined) param.rampTo(value, seconds);
    else param.value = value;
    this.#take(member, this.#mirror.read(member.word));
  }

  #take(member: Member, bits: number): void {
    member.bits = bits;
    member.value = floatOf(bits);
  }

  /** Whoever may refuse the edit is not asked yet. */
  #remember(): void {
    const { level } = this.#group;
    const before = this.#members.map((member) => ({ ...member }));
    this.#mirror.whenTakenBack(() => {
      this.#group.level = level;
      for (const { word, bits, value, distance } of before) {
        const member = this.#members.find((each) => each.word === word);
        if (member !== undefined) Object.assign(member, { bits, value, distance });
      }
    });
  }

  #find(param: Linkable): Member | undefined {
    return this.#members.find((member) => member.param === param);
  }
}
