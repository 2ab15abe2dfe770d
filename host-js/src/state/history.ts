import type { Mixer } from '../api/mixer.js';
import type { Mirror } from '../mirror/mirror.js';
import type { History, HistoryOptions } from './api.js';
import { mirrorOf } from './behind.js';
import { type Follower, followersOf } from './followers.js';
import { Settings } from './settings.js';
import { newStep, type Step, without } from './step.js';

const LIMIT = 200;

/**
 * Follows what is set in a mixer, so that it can be undone and redone.
 *
 * Page thread only. A mixer may have several, which are nothing to each other: what one undoes is a step of the others.
 *
 * @throws TypeError for what is no mixer, a limit that is no whole number from 1 on, and an `ignore` that is no function
 * @throws MixerError `disposed`
 */
export function createHistory(mixer: Mixer, { limit = LIMIT, ignore = () => false }: HistoryOptions = {}): History {
  const mirror = mirrorOf(mixer, 'createHistory()');
  if (!Number.isInteger(limit) || limit < 1) {
    throw new TypeError(`The limit of a history is a whole number of steps from 1 on, not ${String(limit)}.`);
  }
  if (typeof ignore !== 'function') throw new TypeError('What a history ignores is said by a function of a path.');
  mirror.assertOpen();
  return new MixerHistory(mirror, new Settings(mixer, mirror, ignore), limit);
}

class MixerHistory extends EventTarget implements History, Follower {
  readonly #mirror: Mirror;
  readonly #settings: Settings;
  readonly #limit: number;
  /** The words as they were after the last edit that is known here. */
  readonly #known: Int32Array;
  /** What the gestures under way have changed: what was there before, by address. */
  readonly #open = new Map<number, number>();
  /** How many gestures are under way at each control, by its word. */
  readonly #gestures = new Map<number, number>();
  readonly #leave: () => void;
  #done: Step[] = [];
  #undone: Step[] = [];
  /** What was last told of. */
  #told = '';
  #steps = 0;
  #isTelling = false;

  constructor(mirror: Mirror, settings: Settings, limit: number) {
    super();
    this.#mirror = mirror;
    this.#settings = settings;
    this.#limit = limit;
    this.#known = mirror.words.slice();
    this.#leave = followersOf(mirror).add(this);
    this.#told = this.#state();
  }

  get canUndo(): boolean {
    return !this.#mirror.closed && (this.#done.length > 0 || this.#hasOpen);
  }

  get canRedo(): boolean {
    return !this.#mirror.closed && this.#undone.length > 0 && !this.#hasOpen;
  }

  get undoPaths(): readonly string[] {
    if (!this.canUndo) return [];
    return this.#hasOpen ? this.#paths(this.#changes().keys()) : this.#paths(this.#done.at(-1)?.words);
  }

  get redoPaths(): readonly string[] {
    return this.canRedo ? this.#paths(this.#undone.at(-1)?.words) : [];
  }

  undo(): boolean {
    return this.#go('before');
  }

  redo(): boolean {
    return this.#go('after');
  }

  clear(): void {
    this.#done = [];
    this.#undone = [];
    this.#open.clear();
    this.#tell();
  }

  dispose(): void {
    this.#leave();
    this.#gestures.clear();
    this.clear();
  }

  begin(word: number): void {
    this.#gestures.set(word, (this.#gestures.get(word) ?? 0) + 1);
  }

  end(word: number): void {
    const left = (this.#gestures.get(word) ?? 0) - 1;
    if (left > 0) this.#gestures.set(word, left);
    else this.#release(word);
  }

  published(changed: Int32Array, values: number): void {
    for (let value = 0; value < values; value += 1) {
      const word = changed[value] as number;
      if (!this.#settings.has(word)) continue;
      const before = this.#known[word] as number;
      const after = this.#mirror.read(word);
      this.#known[word] = after;
      if (before !== after && !this.#open.has(word)) this.#open.set(word, before);
    }
    if (this.#gestures.size === 0) this.#seal();
    else this.#tell();
  }

  /** What the mixer does by itself is nobody's to undo, and what it has taken back nobody's to redo. */
  apart(words: Int32Array, isStep: boolean): void {
    if (isStep) return;
    const those = new Set(words);
    const before = new Map([...those].map((word) => [word, this.#known[word] as number]));
    for (const word of those) this.#known[word] = this.#mirror.read(word);
    this.#drop((word) => those.has(word));
    this.#mirror.whenTakenBack(() => {
      for (const [word, bits] of before) this.#known[word] = bits;
    });
  }

  forget(strip: number): void {
    const { layout } = this.#mirror;
    const [from, to] = [layout.strip(strip), layout.strip(strip + 1)];
    const isGone = (word: number) => word >= from && word < to;
    this.#drop(isGone);
    // Whoever holds a control of it may never call its end.
    for (const word of [...this.#gestures.keys()]) if (isGone(word)) this.#release(word);
  }

  closed(): void {
    this.#tell();
  }

  /** Whether a gesture under way has changed anything that it has not changed back. */
  get #hasOpen(): boolean {
    for (const [word, before] of this.#open) {
      if (!this.#settings.same(word, before, this.#known[word] as number)) return true;
    }
    return false;
  }

  #changes(): Map<number, number> {
    const differs = ([word, before]: [number, number]) =>
      !this.#settings.same(word, before, this.#known[word] as number);
    return new Map([...this.#open].filter(differs));
  }

  /** Nobody holds the control of that word any more. */
  #release(word: number): void {
    if (this.#gestures.delete(word) && this.#gestures.size === 0) this.#seal();
  }

  /** Makes a step of what was changed since the last one. */
  #seal(): void {
    const changes = this.#changes();
    this.#open.clear();
    if (changes.size > 0) {
      this.#done.push(newStep(changes, this.#known));
      if (this.#done.length > this.#limit) this.#done.shift();
      this.#undone = [];
      this.#steps += 1;
    }
    this.#tell();
  }

  #go(side: 'before' | 'after'): boolean {
    this.#mirror.assertOpen();
    if (this.#mirror.editing) {
      throw new TypeError('undo() and redo() are edits of their own: call them outside of mixer.edit().');
    }
    this.#seal();
    // Only now, since that may have left nothing to redo.
    const [from, to] = side === 'before' ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const step = from.pop();
    if (step === undefined) return false;
    try {
      this.#apply(step, step[side]);
      to.push(step);
    } finally {
      // One that is refused is forgotten: it would stand in the way of all behind it.
      this.#tell();
    }
    return true;
  }

  #apply({ words }: Step, bits: Int32Array): void {
    try {
      // A step to every other history, and none to this one, which knows it already.
      this.#mirror.editApart(() => {
        for (const [index, word] of words.entries()) {
          this.#known[word] = bits[index] as number;
          this.#settings.write(word, bits[index] as number);
        }
      }, true);
    } catch (error) {
      for (const word of words) this.#known[word] = this.#mirror.read(word);
      throw error;
    }
  }

  #drop(isGone: (word: number) => boolean): void {
    const rest = (steps: Step[]) =>
      steps.map((step) => without(step, isGone)).filter((step): step is Step => step !== null);
    this.#done = rest(this.#done);
    this.#undone = rest(this.#undone);
    for (const word of [...this.#open.keys()]) if (isGone(word)) this.#open.delete(word);
    this.#tell();
  }

  #paths(words: Iterable<number> = []): readonly string[] {
    return [...words].map((word) => this.#settings.pathOf(word));
  }

  #state(): string {
    return [this.canUndo, this.canRedo, this.#done.length, this.#undone.length, this.#open.size, this.#steps].join();
  }

  /** Once, after all that happens now: in the middle of a publication a listener could not write. */
  #tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      const state = this.#state();
      if (state === this.#told) return;
      this.#told = state;
      this.dispatchEvent(new Event('change'));
    });
  }
}
