import { VCA_COUNT } from 'megamixer-worklet/layout';
import type { Bus } from '../api/bus.js';
import type { Master } from '../api/master.js';
import type { Strip } from '../api/strip.js';
import type { Vca } from '../api/vca.js';
import { Claims } from '../claims/claims.js';
import { Cycles } from '../mirror/cycles.js';
import type { Mirror } from '../mirror/mirror.js';
import { VcaChains } from '../mirror/vca-chains.js';
import type { Link, Readings } from '../transports/link.js';
import { BusHandle } from './bus.js';
import type { Connections } from './connections.js';
import { MasterHandle } from './master.js';
import { StripHandle } from './strip.js';
import { VcaHandle } from './vca.js';

/** What was asked for at creation and matters to handles. */
export interface DeskSetup {
  readonly sampleRate: number;
  /** How many buses, from the first, have an effect slot. */
  readonly effects: number;
  /** The longest alignment delay of a strip, in seconds. */
  readonly maxDelay: number;
  /** Whether a solo takes back all others. */
  readonly exclusiveSolo: boolean;
  /** The context that it plays in now; without one nothing is ever heard. */
  readonly clock?: () => Pick<BaseAudioContext, 'state' | 'currentTime'>;
}

/** The strips, the buses, the VCAs and the master of one mixer, and what all their handles hold in common. */
export class Desk implements Link {
  readonly mirror: Mirror;
  readonly readings: Readings;
  readonly connections: Connections;
  readonly setup: DeskSetup;
  readonly claims: Claims;
  readonly strips: readonly Strip[];
  readonly buses: readonly Bus[];
  readonly vcas: readonly Vca[];
  readonly master: Master;
  #memberships?: readonly (Vca | null)[];
  #destinations?: readonly (Bus | Master)[];
  #keys?: readonly (Bus | Strip | null)[];

  constructor(mirror: Mirror, readings: Readings, connections: Connections, setup: DeskSetup) {
    const { layout } = mirror;
    this.mirror = mirror;
    this.readings = readings;
    this.connections = connections;
    this.setup = setup;
    this.claims = new Claims(this);
    this.strips = Object.freeze(Array.from({ length: layout.strips }, (_, strip) => new StripHandle(this, strip)));
    this.buses = Object.freeze(Array.from({ length: layout.buses }, (_, bus) => new BusHandle(this, bus)));
    this.vcas = Object.freeze(Array.from({ length: VCA_COUNT }, (_, vca) => new VcaHandle(this, vca)));
    this.master = new MasterHandle(this);
    const guards = [new Cycles(mirror), new VcaChains(mirror)];
    mirror.guard = {
      check(changed, values) {
        for (const guard of guards) guard.check(changed, values);
      },
    };
  }

  /** Where a strip or a bus can go, in the order of the words that say so. */
  get destinations(): readonly (Bus | Master)[] {
    this.#destinations ??= Object.freeze([this.master, ...this.buses]);
    return this.#destinations;
  }

  /** What something can be a member of, in the order of the words that say so. */
  get memberships(): readonly (Vca | null)[] {
    this.#memberships ??= Object.freeze([null, ...this.vcas]);
    return this.#memberships;
  }

  /** What a compressor can listen to, in the order of the words that say so. */
  get keys(): readonly (Bus | Strip | null)[] {
    this.#keys ??= Object.freeze([null, ...this.buses, ...this.strips]);
    return this.#keys;
  }
}
