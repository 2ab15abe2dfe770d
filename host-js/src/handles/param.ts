import { FLOOR_DB, type ParamSpec, RAMP_FROM_WHERE_IT_IS, type RampWords } from 'megamixer-worklet/layout';
import type { ChoiceParam, GainParam, NumberParam, Param, SwitchParam } from '../api/param.js';
import { bitsOf, floatOf } from '../mirror/float-bits.js';
import type { Mirror } from '../mirror/mirror.js';
import { dbFromGain, gainFromDb, positionOf, valueAt } from './taper.js';

/** The handle of one control: a schema entry at an address of the mirror. */
export abstract class ParamHandle<T> implements Param<T> {
  readonly #listeners = new Set<(param: this) => void>();

  constructor(
    readonly mirror: Mirror,
    readonly spec: ParamSpec,
    /** Where its section starts. */
    readonly section: number,
  ) {}

  abstract value: T;
  abstract readonly default: T;
  abstract position: number;
  abstract readonly defaultPosition: number;

  get name(): string {
    return this.spec.name;
  }

  get label(): string {
    return this.spec.label;
  }

  get unit(): string {
    return this.spec.unit;
  }

  get min(): number {
    return this.spec.min;
  }

  get max(): number {
    return this.spec.max;
  }

  reset(): void {
    this.value = this.default;
  }

  subscribe(listener: (param: this) => void): () => void {
    this.mirror.assertOpen();
    // Wrapped, so that the same function may subscribe twice and each end its own.
    const entry = (param: this) => listener(param);
    this.#listeners.add(entry);
    if (this.#listeners.size === 1) this.mirror.watch(this.word, () => this.#notify());
    return () => {
      if (this.#listeners.delete(entry) && this.#listeners.size === 0) this.mirror.unwatch(this.word);
    };
  }

  begin(): void {
    this.mirror.journal?.begin(this.word);
  }

  end(): void {
    this.mirror.journal?.end(this.word);
  }

  get word(): number {
    return this.section + this.spec.offset;
  }

  protected refuse(value: unknown, wanted: string): never {
    const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
    throw new TypeError(`${this.spec.label} (${this.spec.name}) takes ${wanted}, not ${shown}.`);
  }

  protected checkFinite(value: unknown, wanted = 'a finite number'): number {
    return typeof value === 'number' && Number.isFinite(value) ? value : this.refuse(value, wanted);
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(this);
      } catch (error) {
        // Reported as if uncaught: neither the writer nor another listener is to suffer for it.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

const FLOOR_GAIN = 10 ** (FLOOR_DB / 20);

/** A number that takes effect as it is, such as the time of glides. */
export class SettingHandle extends ParamHandle<number> {
  get default(): number {
    return this.spec.default;
  }

  get value(): number {
    return floatOf(this.mirror.read(this.word));
  }

  set value(value: number) {
    this.mirror.write(this.word, this.bits(this.checkFinite(value)));
  }

  get position(): number {
    return positionOf(this.spec, this.value);
  }

  set position(position: number) {
    this.value = valueAt(this.spec, clamp(this.checkFinite(position), 0, 1));
  }

  get defaultPosition(): number {
    return positionOf(this.spec, this.default);
  }

  protected bits(value: number): number {
    return bitsOf(clamp(value, this.spec.min, this.spec.max));
  }
}

export class NumberHandle extends SettingHandle implements NumberParam {
  // An accessor is inherited whole or not at all: this one is read like any setting, but a write also ends a ramp.
  override get value(): number {
    return super.value;
  }

  override set value(value: number) {
    this.mirror.writeBoth(this.word, this.bits(this.checkFinite(value)), this.#ramp('seconds'), 0);
  }

  rampTo(value: number, seconds: number): void {
    const target = this.bits(this.checkFinite(value));
    const duration = this.checkFinite(seconds, 'a finite number of seconds');
    if (duration <= 0) {
      this.value = floatOf(target);
      return;
    }
    this.mirror.edit(() => {
      const { mirror } = this;
      const ramped = mirror.read(this.#ramp('seconds')) !== 0;
      mirror.write(this.#ramp('start'), ramped ? bitsOf(RAMP_FROM_WHERE_IT_IS) : mirror.read(this.word));
      mirror.write(this.word, target);
      mirror.write(this.#ramp('seconds'), bitsOf(duration));
      mirror.command(this.#ramp('count'));
    });
  }

  #ramp(word: keyof RampWords): number {
    return this.section + (this.spec.ramp as RampWords)[word];
  }
}

export class GainHandle extends NumberHandle implements GainParam {
  /** The bottom of a fader is off, whichever way it is reached. */
  protected override bits(value: number): number {
    return value <= FLOOR_GAIN ? 0 : super.bits(value);
  }

  get db(): number {
    return dbFromGain(this.value);
  }

  set db(db: number) {
    if (db === Number.NEGATIVE_INFINITY) this.value = 0;
    else this.value = gainFromDb(this.checkFinite(db, 'decibels, finite or -Infinity'));
  }
}

export class SwitchHandle extends ParamHandle<boolean> implements SwitchParam {
  get default(): boolean {
    return this.spec.default === 1;
  }

  get value(): boolean {
    return this.mirror.read(this.word) === 1;
  }

  set value(value: boolean) {
    if (typeof value !== 'boolean') this.refuse(value, 'true or false');
    this.mirror.write(this.word, value ? 1 : 0);
  }

  get position(): number {
    return this.value ? 1 : 0;
  }

  set position(position: number) {
    this.value = this.checkFinite(position) >= 0.5;
  }

  get defaultPosition(): number {
    return this.spec.default;
  }
}

/** One of a list of things; the word says which. */
export abstract class ListHandle<T> extends ParamHandle<T> {
  /** What may be set, in the order of `position`. */
  abstract readonly choices: readonly T[];
  /** What it takes, for errors. */
  protected abstract readonly wanted: string;

  override get max(): number {
    return this.choices.length - 1;
  }

  get default(): T {
    return this.choices[this.spec.default] as T;
  }

  get value(): T {
    return this.choices[this.indexAt(this.mirror.read(this.word))] as T;
  }

  set value(value: T) {
    const index = this.choices.indexOf(value);
    if (index < 0) this.refuse(value, this.wanted);
    this.admit(value);
    this.mirror.write(this.word, this.wordFor(index));
  }

  get position(): number {
    return this.#positionOf(this.indexAt(this.mirror.read(this.word)));
  }

  set position(position: number) {
    const index = Math.round(clamp(this.checkFinite(position), 0, 1) * this.max);
    this.value = this.choices[index] as T;
  }

  get defaultPosition(): number {
    return this.#positionOf(this.spec.default);
  }

  /** The word that stands for a choice, and back. */
  protected wordFor(index: number): number {
    return index;
  }

  protected indexAt(word: number): number {
    return word;
  }

  /** Throws where a choice is one, but not to be had. */
  protected admit(_value: T): void {}

  #positionOf(index: number): number {
    return this.max === 0 ? 0 : index / this.max;
  }
}

export class ChoiceHandle<T extends string> extends ListHandle<T> implements ChoiceParam<T> {
  get choices(): readonly T[] {
    return this.spec.choices as readonly T[];
  }

  protected get wanted(): string {
    return this.choices.map((choice) => `'${choice}'`).join(' or ');
  }
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
