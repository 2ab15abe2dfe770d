import type { Layout } from 'megamixer-worklet/layout';
import type { ActivityTrack } from './activity.js';
import { Mirror, type Publisher } from './mirror.js';

/**
 * A mirror whose edits appear in the Performance panel, each from its first write to its publication. A class of its
 * own, so that mixers which nobody profiles are not even asked whether they are.
 */
export class ProfiledMirror extends Mirror {
  readonly #track: ActivityTrack;
  #start = 0;

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
        this.#track.stamp(this.#describe(changed, values, versions), this.#start);
      },
    });
  }

  /** What is written inside an edit belongs to that. */
  #begin(): void {
    if (!this.editing) this.#start = performance.now();
  }

  #describe(changed: Int32Array, values: number, versions: number): string {
    const where = versions === 1 ? this.#section(changed[values] as number) : `${versions} sections`;
    return values === 1 ? `Edit ${where}` : `Edit ${where}, ${values} words`;
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
