import { PARAMS } from 'megamixer-worklet/layout';
import type { Mixer, TransportKind } from './api/mixer.js';
import type { Param } from './api/param.js';
import type { Bus, Master, Strip } from './api/strip.js';
import { BusHandle } from './bus.js';
import type { Connections } from './connections.js';
import { Counters } from './counters.js';
import type { EngineHost } from './engine-host.js';
import type { Link } from './link.js';
import { MasterHandle } from './master.js';
import type { Mirror } from './mirror.js';
import { SettingHandle } from './param.js';
import { StripHandle } from './strip.js';
import type { Transport } from './transports/transport.js';

export class MixerHandle extends EventTarget implements Mixer {
  readonly context: BaseAudioContext;
  readonly strips: readonly Strip[];
  readonly buses: readonly Bus[];
  readonly master: Master;
  readonly glide: Param<number>;
  readonly transport: { readonly kind: TransportKind; readonly reason: string };
  readonly counters: Counters;
  /** Defined below, where the JavaScript engine knows the symbol. */
  declare readonly [Symbol.dispose]: () => void;
  readonly #mirror: Mirror;
  readonly #transport: Transport;
  readonly #host: EngineHost;
  #disposed = false;

  constructor(
    context: BaseAudioContext,
    mirror: Mirror,
    transport: Transport,
    host: EngineHost,
    connections: Connections,
  ) {
    super();
    const link: Link = { mirror, readings: transport };
    const { layout } = mirror;
    this.context = context;
    this.#mirror = mirror;
    this.#transport = transport;
    this.#host = host;
    this.transport = Object.freeze({ kind: transport.kind, reason: transport.reason });
    this.strips = Object.freeze(
      Array.from({ length: layout.strips }, (_, strip) => new StripHandle(link, connections, strip)),
    );
    this.buses = Object.freeze(Array.from({ length: layout.buses }, (_, bus) => new BusHandle(link, bus)));
    this.master = new MasterHandle(link);
    this.glide = new SettingHandle(mirror, PARAMS.mixer.glide, layout.mixer);
    this.counters = new Counters(link);
  }

  get node(): AudioWorkletNode {
    return this.#host.node;
  }

  get memory(): { readonly bytes: number; readonly maximumBytes: number } {
    return { bytes: this.#host.bytes, maximumBytes: this.#host.maximumBytes };
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  edit(edit: () => void): void {
    this.#mirror.edit(edit);
  }

  async settled(): Promise<void> {
    this.#mirror.assertOpen();
    await this.#transport.settled();
  }

  async rebuild(): Promise<void> {
    this.#mirror.assertOpen();
    await this.#host.restart();
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#mirror.close();
    this.#host.dispose();
  }
}

if (Symbol.dispose !== undefined) {
  Object.defineProperty(MixerHandle.prototype, Symbol.dispose, {
    value: MixerHandle.prototype.dispose,
    configurable: true,
    writable: true,
  });
}
