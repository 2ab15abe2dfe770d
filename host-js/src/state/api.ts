import type { NumberParam, Param } from '../api/param.js';
import type { RestoreResult } from '../api/snapshot.js';

/** What `createHistory` may be told. */
export interface HistoryOptions {
  /** How many steps it keeps, a whole number from 1 on; the oldest go. Default 200. */
  limit?: number;
  /**
   * Which controls are no part of it, by their paths, such as `strips[3].listen`: what an app sets by itself, for instance. Asked
   * once for each. Default: none.
   */
  ignore?: (path: string) => boolean;
}

/** The events of a history. */
export interface HistoryEventMap {
  /** What can be undone or redone is another: told once, after all that happened at once. */
  change: Event;
}

/**
 * What was set in a mixer, step by step, and back again. A step is one `mixer.edit`, one write outside of it, one `mixer.restore`, or all
 * between the first `param.begin()` and the last `param.end()` of gestures that overlap. What leaves every control as it was is no step.
 *
 * Page thread only. After `mixer.dispose()` there is nothing to undo or redo.
 */
export interface History extends EventTarget {
  /** Whether `undo` would do something. */
  readonly canUndo: boolean;
  /** Whether `redo` would do something. */
  readonly canRedo: boolean;
  /** The paths of what `undo` would set, such as `strips[3].gain`, as snapshots have them; empty where there is nothing. */
  readonly undoPaths: readonly string[];
  /** The paths of what `redo` would set. */
  readonly redoPaths: readonly string[];
  /**
   * Sets what the last step changed to what it was before, as one edit, heard at once: controls glide, also where the step
   * was a fade, and ramps that are under way there end. While a gesture goes on, it takes back what that has done so far.
   * Returns whether there was anything.
   *
   * A step that cannot be set any more, since what the history does not follow (see `ignore`) would make a circle with it, is refused as
   * any edit is, and forgotten: the next call goes on with the one behind it.
   *
   * @throws TypeError inside `mixer.edit`
   * @throws MixerError `disposed`; `cycle`, `vca-depth`: nothing was set, and the step is forgotten
   */
  undo(): boolean;
  /** Sets it again, in the same way, and throws as `undo` does. What is set anew after an `undo` leaves nothing to redo. */
  redo(): boolean;
  /** Forgets all steps. */
  clear(): void;
  /** Forgets all, and follows the mixer no more. */
  dispose(): void;

  addEventListener<K extends keyof HistoryEventMap>(
    type: K,
    listener: (event: HistoryEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/**
 * How the members of a link move together. `dB`: by as many decibels, for gains and for what is in decibels. `ratio`: by the same
 * factor, for what has no negative values, such as frequencies, Q and times. `difference`: by as much in their own unit.
 */
export type LinkBy = 'dB' | 'ratio' | 'difference';

/** What `createLink` may be told. */
export interface LinkOptions {
  /**
   * Default: that of the first member. `dB` for gains and what is in decibels, `ratio` for what has even octaves or is a
   * time, `difference` for all else, such as pan.
   */
  by?: LinkBy;
}

/** A control that can be linked: one whose value is a number. */
export type Linkable = Param<number> | NumberParam;

/**
 * Controls that move together. Who sets one, sets all, in the same edit: heard together, and one step of a history. Distances are kept,
 * also through the ends of ranges.
 */
export interface Link {
  readonly by: LinkBy;
  /** In the order in which they came. */
  readonly members: readonly Linkable[];
  /**
   * Has one more move with the others, from where it is.
   *
   * @throws TypeError for what cannot move so, is of another mixer, or is linked already
   */
  add(param: Linkable): void;
  /** Has one move by itself again. One that is no member is left alone. */
  remove(param: Linkable): void;
  /**
   * Lifts a member out: until the function that this returns is called, it moves alone, and does not move with the others. Then it is a
   * member again, at its new distance. Where it was lifted several times, after the last of them.
   *
   * @throws TypeError for what is no member
   */
  lift(param: Linkable): () => void;
  /** Lets all go. */
  dispose(): void;
}

/** Where scenes are kept: `localStorage`, or what is like it. */
export type SceneStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** What `createScenes` may be told. */
export interface ScenesOptions {
  /** Where they are kept. Default: `localStorage`. `null`: nowhere, they are gone with the page. */
  storage?: SceneStorage | null;
  /** Under which name. Default `megamixer:scenes`. */
  key?: string;
}

/** The events of scenes. */
export interface ScenesEventMap {
  /** The list is another one, also by another tab, or by other scenes of this page that are kept in the same place. */
  change: Event;
}

/** What `scenes.recall` may be told. */
export interface RecallOptions {
  /** As of `mixer.restore`: seconds, default 0. */
  fade?: number;
}

/** What `scenes.import` tells. */
export interface ImportResult {
  /** The names of the scenes that came in, as they are called here. */
  readonly added: readonly string[];
  /** The names of those that were there already, just the same, as the file has them: here they may be called `Name (2)`. */
  readonly same: readonly string[];
}

/**
 * Snapshots of a mixer by name: kept in the browser, recalled with a fade, written to files and read from them. All that
 * throws has changed nothing.
 */
export interface Scenes extends EventTarget {
  /** Their names, in order. */
  readonly list: readonly string[];
  /** Whether they are kept beyond the page. */
  readonly isStored: boolean;
  /**
   * What was wrong with what was found in the storage, else null: `scenes-invalid` or `scenes-version`, and the list began
   * empty; or `scenes-storage` where the storage cannot be had. What was found is not lost: the first scene that is saved moves it
   * to another key, the same with `:kept` after it.
   */
  readonly problem: Error | null;
  /**
   * Keeps what is set now. A scene of that name is replaced, in its place; else it is the last.
   *
   * @throws TypeError for a name that is no string of 1 to 200 characters, not all spaces
   * @throws MixerError `scenes-storage`
   */
  save(name: string): void;
  /**
   * Sets the mixer to a scene, as `mixer.restore` does, which throws as that does.
   *
   * @throws MixerError `no-scene`
   */
  recall(name: string, options?: RecallOptions): RestoreResult;
  /**
   * Gives a scene another name, which nobody may have yet.
   *
   * @throws TypeError for a name that cannot be one, or that another scene has
   * @throws MixerError `no-scene`, `scenes-storage`
   */
  rename(name: string, to: string): void;
  /**
   * Puts a scene at another place in the list, 0 being the first; beyond the ends is at the end.
   *
   * @throws MixerError `no-scene`, `scenes-storage`
   */
  move(name: string, to: number): void;
  /** @throws MixerError `no-scene`, `scenes-storage` */
  remove(name: string): void;
  /** All of them as the text of a file, JSON; with names, these alone, in that order. @throws MixerError `no-scene` */
  export(names?: readonly string[]): string;
  /**
   * Takes in the scenes of such a file, its text or itself, after those that are there. One with the name of another comes in
   * as `Name (2)`; one that is there already, just the same, under its name or such a one, does not come again. Everything is looked at first, each snapshot as if
   * it were restored.
   *
   * @throws MixerError (as a rejection) `scenes-invalid`, `scenes-version`, `scenes-storage`: nothing has changed
   */
  import(file: string | Blob): Promise<ImportResult>;
  /** Tells of changes no more. The scenes stay where they are kept. Without it, they and their mixer live as long as the page. */
  dispose(): void;

  addEventListener<K extends keyof ScenesEventMap>(
    type: K,
    listener: (event: ScenesEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}
