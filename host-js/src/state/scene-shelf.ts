import { MixerError } from '../errors.js';
import type { SceneStorage } from './api.js';
import { fits, ROOM, type Scene, scenesFrom, textOf } from './scene-document.js';

/** Where scenes are kept, and the list of them as it is known here. Other tabs have the same shelf. */
export class SceneShelf {
  readonly storage: SceneStorage | null;
  readonly key: string;
  scenes: readonly Scene[] = [];
  problem: MixerError | null = null;
  /** What was last seen or put there. */
  #text: string | null = null;
  /** Whether that is not to be written over before it is kept elsewhere. */
  #isToBeKept = false;

  /** @param storage undefined: the browser's */
  constructor(storage: SceneStorage | null | undefined, key: string) {
    this.key = key;
    this.storage = storage === undefined ? this.#localStorage() : storage;
    this.look();
  }

  /** Looks for what another tab has done; whether there was anything. */
  look(): boolean {
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
    this.look();
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

  #localStorage(): SceneStorage | null {
    try {
      if (globalThis.localStorage !== undefined) return globalThis.localStorage;
      this.problem = refused('is not there', undefined);
    } catch (error) {
      this.problem = refused('is closed to this page', error);
    }
    return null;
  }
}

function refused(what: string, cause: unknown): MixerError {
  return new MixerError(
    'scenes-storage',
    `The browser's storage for scenes ${what}. Export them to a file, or give createScenes() another storage. Nothing was changed.`,
    cause,
  );
}
