import { HEADER, type Layout } from 'megamixer-worklet/layout';
import { MixerError } from '../errors.js';
import { initialWords, versionWords } from './initial-words.js';

/** Takes what an edit changed to the engine. */
export interface Publisher {
  /**
   * `words` is the whole mirror; `changed` holds, from its start, `values` addresses of parameters and commands, then
   * `versions` addresses of section versions. The sequence has changed too. Nothing of it may be kept.
   */
  publish(words: Int32Array, changed: Int32Array, values: number, versions: number): void;
}

/** Looks at what an edit changed before it is published, and throws what is wrong with it. */
export interface Guard {
  /** `changed` holds, from its start, `values` addresses of words that now differ. Nothing of it may be kept. */
  check(changed: Int32Array, values: number): void;
}

/** Follows what is done to a mixer: what `megamixer/state` puts there. Throws nothing. */
export interface Journal {
  /** A gesture at the control of that word begins, or ends. */
  begin(word: number): void;
  end(word: number): void;
  /** The outermost edit is about to be published. What is written now belongs to it. */
  closing(): void;
  /** These words were set apart from what a user does: by a restore, which is a step of its own, or else by the mixer. Nothing of it may be kept. */
  apart(words: Int32Array, isStep: boolean): void;
  /** A strip is given back. */
  forget(strip: number): void;
  /** `changed` holds, from its start, `values` addresses of words that now differ. Nothing may be written, and nothing of it kept. */
  published(changed: Int32Array, values: number): void;
  /** The mixer is gone. */
  closed(): void;
}

/**
 * The page's copy of what it owns of the block, and of the header before that. Every write lands here first, at once; when the edit that it belongs to is over, the
 * words that then differ are published as one, or all taken back where the guard refuses. Steady writing allocates nothing.
 */
export class Mirror {
  readonly layout: Layout;
  readonly words: Int32Array<ArrayBuffer>;
  /** Where edits go; null until an engine is there to take them. */
  publisher: Publisher | null = null;
  /** Who may refuse an edit; null: nobody. */
  guard: Guard | null = null;
  /** Who follows edits; null: nobody. */
  journal: Journal | null = null;
  readonly #versionOf: Uint16Array;
  /** What to put back should the edit throw, oldest first: addresses, and the bits before. */
  #undoWords = new Int32Array(64);
  #undoBits = new Int32Array(64);
  #undos = 0;
  /** Open edits, each inside the last. */
  #depth = 0;
  /** The savepoint that has this word's bits already, so that a word is logged once in each. */
  readonly #loggedAt: Float64Array;
  #savepoint = 0;
  /** The commit that has looked at this word, so that each is compared and counted once. */
  readonly #seenAt: Float64Array;
  #commit = 0;
  readonly #changed: Int32Array<ArrayBuffer>;
  readonly #watchers = new Map<number, () => void>();
  /** What is to be written again should the edits that are open be taken back, oldest first. */
  #again: (() => void)[] = [];
  #closed = false;

  constructor(layout: Layout) {
    this.layout = layout;
    this.words = initialWords(layout);
    this.#versionOf = versionWords(layout);
    this.#loggedAt = new Float64Array(layout.pageEnd);
    this.#seenAt = new Float64Array(layout.pageEnd);
    this.#changed = new Int32Array(layout.pageEnd);
  }

  /** The words that the page owns, as a copy to start an engine with. */
  pageWords(): Int32Array<ArrayBuffer> {
    return this.words.slice(this.layout.pageStart, this.layout.pageEnd);
  }

  /** Takes over what another mirror of the same layout has published, before there is an engine. */
  take(other: Mirror): void {
    const { pageStart, pageEnd } = this.layout;
    this.words.set(other.words.subarray(pageStart, pageEnd), pageStart);
  }

  read(word: number): number {
    return this.words[word] as number;
  }

  /** Sets a word, as an edit of one unless an edit is open. */
  write(word: number, bits: number): void {
    this.#open();
    this.#stage(word, bits);
    this.#close();
  }

  /** Sets two words of one edit. */
  writeBoth(first: number, firstBits: number, second: number, secondBits: number): void {
    this.#open();
    this.#stage(first, firstBits);
    this.#stage(second, secondBits);
    this.#close();
  }

  /** Adds one to a command's counter. */
  command(word: number): void {
    this.write(word, (this.read(word) + 1) | 0);
  }

  /** Has edits go to `publisher` from now on. */
  publishTo(publisher: Publisher): void {
    this.publisher = publisher;
  }

  edit(edit: () => void): void {
    this.#open();
    const before = this.#undos;
    const agains = this.#again.length;
    try {
      const result: unknown = edit();
      if (isThenable(result)) {
        throw new TypeError(
          'The function given to edit() returned a promise. What follows an await would not belong to the edit: await first, then edit.',
        );
      }
    } catch (error) {
      this.#undo(before);
      this.#depth -= 1;
      this.#writeAgain(agains);
      throw error;
    }
    this.#close();
  }

  /** An edit that no history takes for a user's, unless it is a step, and in which linked controls do not pull at each other. */
  editApart(edit: () => void, isStep = false): void {
    this.edit(() => {
      const before = this.#undos;
      edit();
      this.journal?.apart(this.#undoWords.subarray(before, this.#undos), isStep);
    });
  }

  /** For what belongs to something that no edit takes back: where the edits that are open now are taken back, it is written again. */
  whenTakenBack(again: () => void): void {
    if (this.editing) this.#again.push(again);
  }

  /** Calls `notify` after each edit that changed the word. One watcher a word: its handle. */
  watch(word: number, notify: () => void): void {
    this.#watchers.set(word, notify);
  }

  unwatch(word: number): void {
    this.#watchers.delete(word);
  }

  /** Refuses writes from now on. */
  close(): void {
    this.#closed = true;
    this.publisher = null;
    this.#watchers.clear();
    this.journal?.closed();
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Whether an edit is open, so that what is written may be taken back. */
  get editing(): boolean {
    return this.#depth > 0;
  }

  assertOpen(): void {
    if (this.#closed) {
      throw new MixerError('disposed', 'This mixer was disposed of: make a new one with createMixer.');
    }
  }

  #open(): void {
    this.assertOpen();
    this.#depth += 1;
    this.#savepoint += 1;
  }

  #stage(word: number, bits: number): void {
    const before = this.words[word] as number;
    if (before === bits) return;
    if (this.#loggedAt[word] !== this.#savepoint) {
      this.#loggedAt[word] = this.#savepoint;
      if (this.#undos === this.#undoWords.length) this.#growUndo();
      this.#undoWords[this.#undos] = word;
      this.#undoBits[this.#undos] = before;
      this.#undos += 1;
    }
    this.words[word] = bits;
  }

  #close(): void {
    if (this.#depth === 1) this.journal?.closing();
    this.#depth -= 1;
    if (this.#depth > 0) return;
    if (this.#undos > 0) this.#publish();
    if (this.#again.length > 0) this.#again = [];
  }

  /** Those but for the first `kept`, as part of the edit that is open still. */
  #writeAgain(kept: number): void {
    for (const again of this.#again.splice(kept)) {
      if (this.#closed) return;
      this.edit(again);
      this.whenTakenBack(again);
    }
  }

  #undo(to: number): void {
    while (this.#undos > to) {
      this.#undos -= 1;
      this.words[this.#undoWords[this.#undos] as number] = this.#undoBits[this.#undos] as number;
    }
  }

  #publish(): void {
    const { words } = this;
    const changed = this.#changed;
    this.#commit += 1;
    const values = this.#gather();
    if (values > 0) this.#ask(values);
    this.#undos = 0;
    if (values === 0) return;

    let versions = 0;
    for (let value = 0; value < values; value += 1) {
      const version = this.#versionOf[changed[value] as number] as number;
      if (!this.#firstSight(version)) continue;
      words[version] = ((words[version] as number) + 1) | 0;
      changed[values + versions] = version;
      versions += 1;
    }
    words[HEADER.sequence] = ((words[HEADER.sequence] as number) + 2) | 0;
    this.publisher?.publish(words, changed, values, versions);
    this.journal?.published(changed, values);
    if (this.#watchers.size > 0) this.#notify(values);
  }

  /** Lists the words that differ from what they were before the edit; returns how many. */
  #gather(): number {
    let values = 0;
    for (let undo = 0; undo < this.#undos; undo += 1) {
      const word = this.#undoWords[undo] as number;
      // The first entry of a word has its bits from before the edit; later ones are from inside it.
      if (!this.#firstSight(word)) continue;
      if (this.words[word] !== this.#undoBits[undo]) {
        this.#changed[values] = word;
        values += 1;
      }
    }
    return values;
  }

  /** Takes everything back where the guard refuses. */
  #ask(values: number): void {
    try {
      this.guard?.check(this.#changed, values);
    } catch (error) {
      this.#undo(0);
      this.#writeAgain(0);
      throw error;
    }
  }

  #firstSight(word: number): boolean {
    if (this.#seenAt[word] === this.#commit) return false;
    this.#seenAt[word] = this.#commit;
    return true;
  }

  #notify(values: number): void {
    // Gathered first: a listener may write, and its edit uses the list of changed words again.
    const due: (() => void)[] = [];
    for (let value = 0; value < values; value += 1) {
      const notify = this.#watchers.get(this.#changed[value] as number);
      if (notify !== undefined) due.push(notify);
    }
    for (const notify of due) notify();
  }

  #growUndo(): void {
    const words = new Int32Array(this.#undoWords.length * 2);
    const bits = new Int32Array(words.length);
    words.set(this.#undoWords);
    bits.set(this.#undoBits);
    this.#undoWords = words;
    this.#undoBits = bits;
  }
}

function isThenable(result: unknown): boolean {
  return typeof result === 'object' && result !== null && typeof (result as { then?: unknown }).then === 'function';
}
