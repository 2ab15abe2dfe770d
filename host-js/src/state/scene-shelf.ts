import { MixerError } from '../errors.js';
import type { SceneStorage } from './api.js';
import { fits, ROOM, type Scene, scenesFrom, textOf } from './scene-document.js';

/** All shelves of this page: who keeps scenes in the same place has the same. */
const shelves = new WeakMap<SceneStorage, Map<string, SceneShelf>>();

/** @param storage undefined: the browser's; null: nowhere, which is a place of its own each time */
export function shelfAt(storage: SceneStorage | null | undefined, key: string): SceneShelf {
  let problem: MixerError | null = null;
  let place = storage;
  if (place === undefined) [place, problem] = localStorage();
  if (place === null) return new SceneShelf(null, key, problem);
  const there = shelves.get(place) ?? new Map<string, SceneShelf>();
  shelves.set(place, there);
  const shelf = there.get(key) ?? new SceneShelf(place, key);
  there.set(key, shelf);
  shelf.look();
  return shelf;
}

/** Where scenes are kept, and the list of them as it is known here. Other tabs have shelves of the same. */
export class SceneShelf {
  readonly storage: SceneStorage | null;
  readonly key: string;
  scenes: readonly Scene[] = [];
  problem: MixerError | null;
  readonly #listeners = new Set<() => void>();
  /** What was last seen or put there. */
  #text: string | null = null;
  /** Whether that is not to be written over before it is kept elsewhere. */
  #isToBeKept = false;

  constructor(storage: SceneStorage | null, key: string, problem: MixerError | null = null) {
    this.storage = storage;
    this.key = key;
    this.problem = problem;
  }

  /** Tells of every other list, also of another tab's. What is given back ends it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    // Not on a server.
    globalThis.addEventListener?.('storage', this.#stored);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) globalThis.removeEventListener?.('storage', this.#stored);
    };
  }

  /** Looks for what another tab has done. */
  look(): void {
    if (this.#look()) this.#tell();
  }

  #look(): boolean {
    if (this.storage === null) return false;
    let text: string | null;
    try {
      text = this.storage.getItem(this.key);
    } catch (error) {
      this.problem = refused('could not be read', error);
      return false;
    }
    if (text === this.#text) return false;
    this.#text = text;
    this.#isToBeKept = false;
    this.problem = null;
    try {
      this.scenes = text === null ? [] : scenesFrom(text);
    } catch (error) {
      // What is known here stays, and so does what is there.
      this.problem = error as MixerError;
      this.#isToBeKept = true;
    }
    return true;
  }

  /**
   * Makes another list of the present one.
   *
   * @throws MixerError `scenes-storage`, and nothing has changed
   */
  change(to: (scenes: readonly Scene[]) => readonly Scene[]): void {
    let isOther = this.#look();
    try {
      const scenes = to(this.scenes);
      const text = textOf(scenes);
      if (!fits(scenes, text)) {
        throw new MixerError(
          'scenes-storage',
          `There is room for ${ROOM}, and no more. Export some to a file and remove them. Nothing was changed.`,
        );
      }
      if (this.storage !== null) this.#write(this.storage, text);
      this.scenes = scenes;
      isOther = true;
    } finally {
      // Also where this came to nothing, what another tab has done is new here.
      if (isOther) this.#tell();
    }
  }

  readonly #stored = ({ storageArea, key }: StorageEvent) => {
    if (storageArea === this.storage && (key === null || key === this.key)) this.look();
  };

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #write(storage: SceneStorage, text: string): void {
    try {
      if (this.#isToBeKept) storage.setItem(this.#keptKey(storage), this.#text as string);
      this.#isToBeKept = false;
      storage.setItem(this.key, text);
    } catch (error) {
      throw refused('has no room for them', error);
    }
    this.#text = text;
    this.problem = null;
  }

  /** Where what cannot be read is kept: beside what else was kept there. */
  #keptKey(storage: SceneStorage): string {
    for (let count = 1; ; count += 1) {
      const key = `${this.key}:kept${count === 1 ? '' : `-${count}`}`;
      const there = storage.getItem(key);
      if (there === null || there === this.#text) return key;
    }
  }
}

function localStorage(): [SceneStorage | null, MixerError | null] {
  try {
    const storage = globalThis.localStorage;
    return storage === undefined ? [null, refused('is not there', undefined)] : [storage, null];
  } catch (error) {
    return [null, refused('is closed to this page', error)];
  }
}

function refused(what: string, cause: unknown): MixerError {
  return new MixerError(
    'scenes-storage',
    `The browser's storage for scenes ${what}. Export them to a file, or give createScenes() another storage. Nothing was changed.`,
    cause,
  );
}
