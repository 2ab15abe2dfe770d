import type { Bus } from './api/bus.js';
import type { Master } from './api/master.js';
import type { Mixer, Monitor, TransportKind } from './api/mixer.js';
import type { Param } from './api/param.js';
import type { Strip } from './api/strip.js';
import { Controls } from './controls.js';
import { Counters } from './counters.js';
import type { Desk } from './desk.js';
import type { EngineHost } from './engine-host.js';
import type { Mirror } from './mirror.js';
import { MonitorHandle } from './monitor.js';
import type { Transport } from './transports/transport.js';

export class MixerHandle extends EventTarget implements Mixer {
  readonly context: BaseAudioContext;
  readonly strips: readonly Strip[];
  readonly buses: readonly Bus[];
  readonly master: Master;
  readonly transport: { readonly kind: TransportKind; readonly reason: string };
  readonly counters: Counters;
  /** Defined below, where the JavaScript engine knows the symbol. */
  declare readonly [Symbol.dispose]: () => void;
  readonly #mirror: Mirror;
  readonly #transport: Transport;
  readonly #host: EngineHost;
  readonly #controls: Controls<'mixer'>;
  #disposed = false;

  constructor(context: BaseAudioContext, desk: Desk, transport: Transport, host: EngineHost) {
    super();
    this.context = context;
    this.#mirror = desk.mirror;
    this.#transport = transport;
    this.#host = host;
    this.transport = Object.freeze({ kind: transport.kind, reason: transport.reason });
    this.strips = desk.strips;
    this.buses = desk.buses;
    this.master = desk.master;
    this.#controls = new Controls(desk, 'mixer', desk.mirror.layout.mixer);
    this.counters = new Counters(desk);
  }

  get node(): AudioWorkletNode {
    return this.#host.node;
  }

  get monitor(): Monitor {
    return this.#controls.part('monitor', MonitorHandle);
  }

  get glide(): Param {
    return this.#controls.param('glide');
  }

  get latency(): { readonly frames: number; readonly seconds: number } {
    const frames = this.master.limiter.on.value ? this.#host.limiterLatencyFrames : 0;
    return { frames, seconds: frames / this.context.sampleRate };
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
