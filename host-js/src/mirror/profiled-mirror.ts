import type { Layout } from 'megamixer-worklet/layout';
import type { ActivityTrack } from '../stats/activity.js';
import { Mirror, type Publisher } from './mirror.js';

/**
 * A mirror whose edits appear in the Performance panel: those of one task as one entry, from the first write to the
 * last publication, since one alone is too short to be seen. A class of its own, so that mixers which nobody profiles
 * are not even asked whether they are.
 */
export class ProfiledMirror extends Mirror {
  readonly #track: ActivityTrack;
  /** When the open edit began. */
  #began = 0;
  /** What this task has published so far. */
  #edits = 0;
  #words = 0;
  #start = 0;
  #end = 0;
  #where = '';

  constructor(layout: Layout, track: ActivityTrack) {
    super(layout);
    this.#track = track;
  }

  override write(word: number, bits: number): void {
    this.#begin();
    super.write(word, bits);
  }

  override writeBoth(first: number, firstBits: number, second: number, secondBits: number): void {
    this.#begin();
    super.writeBoth(first, firstBits, second, secondBits);
  }

  override edit(edit: () => void): void {
    this.#begin();
    super.edit(edit);
  }

  override publishTo(publisher: Publisher): void {
    super.publishTo({
      publish: (words, changed, values, versions) => {
        publisher.publish(words, changed, values, versions);
        this.#published(changed, values, versions);
      },
    });
  }

  /** What is written inside an edit belongs to that. */
  #begin(): void {
    if (!this.editing) this.#began = performance.now();
  }

  #published(changed: Int32Array, values: number, versions: number): void {
    if (this.#edits === 0) {
      this.#start = this.#began;
      this.#where = versions === 1 ? this.#section(changed[values] as number) : `${versions} sections`;
      queueMicrotask(() => this.#show());
    }
    this.#end = performance.now();
    this.#edits += 1;
    this.#words += values;
  }

  #show(): void {
    const what = this.#edits === 1 ? `Edit ${this.#where}` : `${this.#edits} edits`;
    this.#track.stamp(this.#words === 1 ? what : `${what}, ${this.#words} words`, this.#start, this.#end);
    this.#edits = 0;
    this.#words = 0;
  }

  /** The handle that a section's version belongs to. */
  #section(version: number): string {
    const { versions, masterSection, mixerSection, busSection, stripSection } = this.layout;
    const section = version - versions;
    if (section === mixerSection) return 'mixer';
    if (section === masterSection) return 'master';
    if (section < stripSection(0)) return `buses[${section - busSection(0)}]`;
    return `strips[${section - stripSection(0)}]`;
  }
}
