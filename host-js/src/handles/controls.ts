import { PARAMS, PARTS, type ParamSpec, type RecordName } from 'megamixer-worklet/layout';
import type {
  ChoiceParam,
  GainParam,
  KeyParam,
  NumberParam,
  Param,
  RouteParam,
  SwitchParam,
  VcaParam,
} from '../api/param.js';
import { floatOf } from '../mirror/float-bits.js';
import type { Desk } from './desk.js';
import { ChoiceHandle, GainHandle, NumberHandle, SettingHandle, SwitchHandle } from './param.js';
import { KeyHandle, RouteHandle } from './route-param.js';
import { MembershipHandle } from './vca.js';

type Specs<R extends RecordName> = (typeof PARAMS)[R];
type ParamName<R extends RecordName> = keyof Specs<R> & string;
/** Of several records, the parts that all of them have. */
type PartName<R extends RecordName> = keyof (typeof PARTS)[R & keyof typeof PARTS] & RecordName;

/** The handle of a parameter, by its kind. */
type HandleOf<S> = S extends { kind: 'gain' }
  ? GainParam
  : S extends { kind: 'number' }
    ? NumberParam
    : S extends { kind: 'setting' }
      ? Param
      : S extends { kind: 'switch' }
        ? SwitchParam
        : S extends { kind: 'choice'; choices: readonly (infer T extends string)[] }
          ? ChoiceParam<T>
          : S extends { kind: 'output' }
            ? RouteParam
            : S extends { kind: 'key' }
              ? KeyParam
              : S extends { kind: 'vca' }
                ? VcaParam
                : never;

/** What a part is made of. */
type PartClass<P extends RecordName, T> = new (controls: Controls<P>) => T;

/**
 * The controls of one record of the block. Each is made when it is first asked for, as the schema says it is, and kept:
 * a mixer has thousands of them.
 */
export class Controls<R extends RecordName> {
  readonly desk: Desk;
  /** The first word of the record. */
  readonly first: number;
  /** The first word of what is measured of the strip, bus or master that it belongs to. */
  readonly meter: number;
  readonly #record: R;
  /** Not before anything is asked for: a mixer has hundreds of records too. */
  #made: Map<string, unknown> | undefined;

  constructor(desk: Desk, record: R, first: number, meter = 0) {
    this.desk = desk;
    this.#record = record;
    this.first = first;
    this.meter = meter;
  }

  param<N extends ParamName<R>>(name: N): HandleOf<Specs<R>[N]> {
    let handle = this.#made?.get(name);
    if (handle === undefined) {
      handle = newHandle(this.desk, this.spec(name), this.first);
      this.#keep(name, handle);
    }
    return handle as HandleOf<Specs<R>[N]>;
  }

  /** A record inside this one, made once. */
  part<P extends PartName<R>, T>(name: P, Part: PartClass<P, T>): T {
    let part = this.#made?.get(name);
    if (part === undefined) {
      part = new Part(this.inner(name));
      this.#keep(name, part);
    }
    return part as T;
  }

  /** The controls of a record inside this one, anew each time. */
  inner<P extends PartName<R>>(name: P): Controls<P> {
    const offsets: Partial<Record<RecordName, number>> = PARTS[this.#record as RecordName & keyof typeof PARTS];
    return new Controls(this.desk, name, this.first + (offsets[name] as number), this.meter);
  }

  spec(name: ParamName<R>): ParamSpec {
    return (PARAMS[this.#record] as Record<string, ParamSpec>)[name] as ParamSpec;
  }

  #keep(name: string, made: unknown): void {
    this.#made ??= new Map();
    this.#made.set(name, made);
  }

  /** What a word of the meter says. */
  measured(word: number): number {
    return floatOf(this.desk.readings.load(this.meter + word));
  }
}

function newHandle(desk: Desk, spec: ParamSpec, first: number): unknown {
  const { mirror } = desk;
  switch (spec.kind) {
    case 'gain':
      return new GainHandle(mirror, spec, first);
    case 'number':
      return new NumberHandle(mirror, spec, first);
    case 'setting':
      return new SettingHandle(mirror, spec, first);
    case 'switch':
      return new SwitchHandle(mirror, spec, first);
    case 'choice':
      return new ChoiceHandle(mirror, spec, first);
    case 'output':
      return new RouteHandle(desk, spec, first);
    case 'key':
      return new KeyHandle(desk, spec, first);
    case 'vca':
      return new MembershipHandle(desk, spec, first);
  }
}
