import type { Mixer } from '../api/mixer.js';
import { floatOf } from '../mirror/float-bits.js';
import type { Mirror } from '../mirror/mirror.js';
import { outline, type Section } from '../snapshot/outline.js';

/** What a word is to a history. */
const NO_SETTING = 0;
const INTEGER = 1;
const FLOAT = 2;

/** The words of a mixer that are settings: what its snapshots have, but for what is to be ignored. */
export class Settings {
  readonly #mixer: Mixer;
  readonly #mirror: Mirror;
  readonly #kinds: Uint8Array;
  /** Of every word the one that says for how long it ramps; 0 where none does. */
  readonly #rampSeconds: Int32Array;
  #paths: Map<number, string> | null = null;

  constructor(mixer: Mixer, mirror: Mirror, ignores: (path: string) => boolean) {
    const { pageEnd } = mirror.layout;
    this.#mixer = mixer;
    this.#mirror = mirror;
    this.#kinds = new Uint8Array(pageEnd);
    this.#rampSeconds = new Int32Array(pageEnd);
    for (const section of this.#sections()) {
      for (const { first, spec, path } of section.settings) {
        if (ignores(path)) continue;
        const isFloat = spec.kind === 'gain' || spec.kind === 'number' || spec.kind === 'setting';
        this.#kinds[first + spec.offset] = isFloat ? FLOAT : INTEGER;
        if (spec.ramp !== null) this.#rampSeconds[first + spec.offset] = first + spec.ramp.seconds;
      }
    }
  }

  has(word: number): boolean {
    return this.#kinds[word] !== NO_SETTING;
  }

  /** Whether both mean the same there: a zero may have a sign. */
  same(word: number, one: number, other: number): boolean {
    return one === other || (this.#kinds[word] === FLOAT && floatOf(one) === floatOf(other));
  }

  /** Sets a word as a plain write does: a ramp ends. */
  write(word: number, bits: number): void {
    const seconds = this.#rampSeconds[word] as number;
    if (seconds === 0) this.#mirror.write(word, bits);
    else this.#mirror.writeBoth(word, bits, seconds, 0);
  }

  /** Where snapshots have it, such as `strips[3].gain`. */
  pathOf(word: number): string {
    this.#paths ??= new Map(
      [...this.#sections()].flatMap(({ settings }) =>
        settings.map(({ first, spec, path }) => [first + spec.offset, path] as const),
      ),
    );
    return this.#paths.get(word) as string;
  }

  *#sections(section: Section = outline(this.#mixer, this.#mirror.layout)): Generator<Section> {
    yield section;
    for (const [, part] of section.parts) yield* this.#sections(part);
    for (const [, list] of section.lists) for (const each of list) yield* this.#sections(each);
  }
}
