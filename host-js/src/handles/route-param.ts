import { LIMITS, type ParamSpec } from 'megamixer-worklet/layout';
import type { Bus } from '../api/bus.js';
import type { Master } from '../api/master.js';
import type { KeyParam, RouteParam } from '../api/param.js';
import type { Strip } from '../api/strip.js';
import type { Desk } from './desk.js';
import { ListHandle } from './param.js';

/** The words of an output: 0 is the master, and from 1 on the buses. */
export const OUTPUT_OF_BUS = 1;
/** The words of a key: 0 is the own signal, then come as many buses as a mixer may have, then the strips. */
export const KEY_OF_BUS = 1;
export const KEY_OF_STRIP = KEY_OF_BUS + LIMITS.buses.max;

/** Where a strip or a bus goes. */
export class RouteHandle extends ListHandle<Bus | Master> implements RouteParam {
  readonly #desk: Desk;
  protected readonly wanted = 'mixer.master or one of mixer.buses';

  constructor(desk: Desk, spec: ParamSpec, section: number) {
    super(desk.mirror, spec, section);
    this.#desk = desk;
  }

  get choices(): readonly (Bus | Master)[] {
    return this.#desk.destinations;
  }
}

/** What a compressor listens to. */
export class KeyHandle extends ListHandle<Bus | Strip | null> implements KeyParam {
  readonly #desk: Desk;
  protected readonly wanted = 'null or one of mixer.buses or mixer.strips';

  constructor(desk: Desk, spec: ParamSpec, section: number) {
    super(desk.mirror, spec, section);
    this.#desk = desk;
  }

  get choices(): readonly (Bus | Strip | null)[] {
    return this.#desk.keys;
  }

  /** The choices leave out the buses that the mixer has not got. */
  protected override wordFor(index: number): number {
    const strip = index - KEY_OF_BUS - this.#desk.buses.length;
    return strip < 0 ? index : KEY_OF_STRIP + strip;
  }

  protected override indexAt(word: number): number {
    const strip = word - KEY_OF_STRIP;
    return strip < 0 ? word : KEY_OF_BUS + this.#desk.buses.length + strip;
  }
}
