import type { Journal, Mirror } from '../mirror/mirror.js';

/** Who follows a mixer: a history, or a link. */
export type Follower = Partial<Journal>;

/** All who follow one mixer, as its one journal. */
export class Followers implements Journal {
  readonly #mirror: Mirror;
  readonly #all = new Set<Follower>();

  constructor(mirror: Mirror) {
    this.#mirror = mirror;
  }

  /** What is given back ends it. */
  add(follower: Follower): () => void {
    this.#all.add(follower);
    this.#mirror.journal = this;
    return () => {
      this.#all.delete(follower);
      if (this.#all.size === 0) this.#mirror.journal = null;
    };
  }

  begin(word: number): void {
    for (const follower of this.#all) follower.begin?.(word);
  }

  end(word: number): void {
    for (const follower of this.#all) follower.end?.(word);
  }

  closing(): void {
    for (const follower of this.#all) follower.closing?.();
  }

  apart(words: Int32Array, isStep: boolean): void {
    for (const follower of this.#all) follower.apart?.(words, isStep);
  }

  forget(strip: number): void {
    for (const follower of this.#all) follower.forget?.(strip);
  }

  published(changed: Int32Array, values: number): void {
    for (const follower of this.#all) follower.published?.(changed, values);
  }

  closed(): void {
    for (const follower of this.#all) follower.closed?.();
  }
}

const known = new WeakMap<Mirror, Followers>();

export function followersOf(mirror: Mirror): Followers {
  const followers = known.get(mirror) ?? new Followers(mirror);
  known.set(mirror, followers);
  return followers;
}
