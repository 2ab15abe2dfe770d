import type { Mixer } from '../api/mixer.js';
import type { RestoreResult } from '../api/snapshot.js';
import { MixerError } from '../errors.js';
import type { Mirror } from '../mirror/mirror.js';
import { seeDocs } from '../see-docs.js';
import type { ImportResult, RecallOptions, Scenes, ScenesOptions } from './api.js';
import { mirrorOf } from './behind.js';
import { rehearse } from './rehearsal.js';
import {
  checkedName,
  checkSize,
  freeName,
  invalid,
  isNameFor,
  type Scene,
  scenesFrom,
  shown,
  textOf,
} from './scene-document.js';
import { type SceneShelf, shelfAt } from './scene-shelf.js';

const KEY = 'megamixer:scenes';

/**
 * The scenes of a mixer: those that are in the storage already, and what is saved from now on. Never throws for what it finds
 * there: `problem` has that.
 *
 * Page thread only.
 *
 * @throws TypeError for what is no mixer, and a key that is no string
 */
export function createScenes(mixer: Mixer, { storage, key = KEY }: ScenesOptions = {}): Scenes {
  const mirror = mirrorOf(mixer, 'createScenes()');
  if (typeof key !== 'string' || key === '') throw new TypeError(`The key of scenes is a string, not ${shown(key)}.`);
  return new MixerScenes(mixer, mirror, shelfAt(storage, key));
}

class MixerScenes extends EventTarget implements Scenes {
  readonly #mixer: Mixer;
  readonly #mirror: Mirror;
  readonly #shelf: SceneShelf;
  readonly #leave: () => void;

  constructor(mixer: Mixer, mirror: Mirror, shelf: SceneShelf) {
    super();
    this.#mixer = mixer;
    this.#mirror = mirror;
    this.#shelf = shelf;
    this.#leave = shelf.listen(() => this.dispatchEvent(new Event('change')));
  }

  get list(): readonly string[] {
    return this.#shelf.scenes.map(({ name }) => name);
  }

  get isStored(): boolean {
    return this.#shelf.storage !== null;
  }

  get problem(): MixerError | null {
    return this.#shelf.problem;
  }

  save(name: string): void {
    const scene = { name: checkedName(name), snapshot: this.#mixer.snapshot() };
    this.#shelf.change((scenes) => {
      const isThere = scenes.some(({ name }) => name === scene.name);
      return isThere ? scenes.map((each) => (each.name === scene.name ? scene : each)) : [...scenes, scene];
    });
  }

  recall(name: string, { fade = 0 }: RecallOptions = {}): RestoreResult {
    return this.#mixer.restore(find(this.#shelf.scenes, name).snapshot, { fade });
  }

  rename(name: string, to: string): void {
    const renamed = checkedName(to);
    this.#shelf.change((scenes) => {
      const scene = find(scenes, name);
      if (scenes.some((each) => each !== scene && each.name === renamed)) {
        throw new TypeError(`There is another scene ${shown(renamed)}: remove it first, or take another name.`);
      }
      return scenes.map((each) => (each === scene ? { ...scene, name: renamed } : each));
    });
  }

  move(name: string, to: number): void {
    if (!Number.isInteger(to)) throw new TypeError(`A scene moves to a whole number in the list, not ${shown(to)}.`);
    this.#shelf.change((scenes) => {
      const scene = find(scenes, name);
      const all = scenes.filter((each) => each !== scene);
      all.splice(Math.max(to, 0), 0, scene);
      return all;
    });
  }

  remove(name: string): void {
    this.#shelf.change((scenes) => {
      const scene = find(scenes, name);
      return scenes.filter((each) => each !== scene);
    });
  }

  export(names?: readonly string[]): string {
    const { scenes } = this.#shelf;
    return textOf(names === undefined ? scenes : names.map((name) => find(scenes, name)));
  }

  async import(file: string | Blob): Promise<ImportResult> {
    const found = scenesFrom(await textIn(file));
    for (const { name, snapshot } of found) this.#rehearse(name, snapshot);
    const added: string[] = [];
    const same: string[] = [];
    this.#shelf.change((scenes) => {
      const all = [...scenes];
      for (const scene of found) {
        if (scenes.some((each) => isCopy(each, scene))) {
          same.push(scene.name);
          continue;
        }
        const name = freeName(scene.name, (candidate) => all.some((each) => each.name === candidate));
        all.push({ name, snapshot: scene.snapshot });
        added.push(name);
      }
      return all;
    });
    return { added, same };
  }

  dispose(): void {
    this.#leave();
  }

  #rehearse(name: string, snapshot: unknown): void {
    try {
      rehearse(this.#mixer, this.#mirror, snapshot);
    } catch (error) {
      if (!(error instanceof MixerError) || error.code === 'disposed') throw error;
      const { message, code } = error;
      throw invalid(
        `has scenes of this mixer, and ${shown(name)} is none: ${message.slice(0, -seeDocs(code).length - 1)}`,
        error,
      );
    }
  }
}

/** @throws MixerError `no-scene` */
function find(scenes: readonly Scene[], name: string): Scene {
  const wanted = typeof name === 'string' ? name.trim() : name;
  const scene = scenes.find((each) => each.name === wanted);
  if (scene !== undefined) return scene;
  const others =
    scenes.length === 0 ? 'There are none' : `There are ${scenes.map((each) => shown(each.name)).join(', ')}`;
  throw new MixerError('no-scene', `There is no scene ${shown(name)}. ${others}.`);
}

/** Whether one is what became of the other when that came in, maybe under another name. */
function isCopy(one: Scene, other: Scene): boolean {
  return isNameFor(one.name, other.name) && JSON.stringify(one.snapshot) === JSON.stringify(other.snapshot);
}

/** @throws MixerError `scenes-invalid` */
async function textIn(file: string | Blob): Promise<string> {
  if (typeof file === 'string') return file;
  if (!(file instanceof Blob)) throw new TypeError(`import() takes a file or its text, not ${shown(file)}.`);
  // Before it is read: what is too large would take the page's memory.
  checkSize(file.size);
  try {
    return await file.text();
  } catch (error) {
    throw invalid('can be read, and this could not', error);
  }
}
