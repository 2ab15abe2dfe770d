import type { Benchmark, BenchmarkOptions } from './api/benchmark.js';
import type { Bus } from './api/bus.js';
import type { Master } from './api/master.js';
import type { Backend, Diagnostic, Mixer, Monitor, MoveOptions } from './api/mixer.js';
import type { Param } from './api/param.js';
import type { MixerSnapshot, RestoreOptions, RestoreResult } from './api/snapshot.js';
import type { Strip } from './api/strip.js';
import type { Vca } from './api/vca.js';
import type { Claims } from './claims/claims.js';
import type { Host } from './engine/engine-host.js';
import { quantumFramesOf } from './engine/shape.js';
import { Controls } from './handles/controls.js';
import type { Desk } from './handles/desk.js';
import { MonitorHandle } from './handles/monitor.js';
import { log } from './log.js';
import type { Mirror } from './mirror/mirror.js';
import { restoreSnapshot } from './snapshot/restore.js';
import { takeSnapshot } from './snapshot/take.js';
import { benchmark } from './stats/benchmark.js';
import { reportOf } from './stats/report.js';
import { Stats } from './stats/stats.js';

/** How a mixer came to be. */
export interface Origin {
  readonly backend: { readonly kind: Backend; readonly reason: string };
  readonly diagnostics: readonly Diagnostic[];
  /** Makes a mixer of the same options and settings in another context. */
  twin(context: OfflineAudioContext): Promise<Mixer>;
}

export class MixerHandle extends EventTarget implements Mixer {
  readonly strips: readonly Strip[];
  readonly buses: readonly Bus[];
  readonly vcas: readonly Vca[];
  readonly master: Master;
  readonly backend: { readonly kind: Backend; readonly reason: string };
  readonly diagnostics: readonly Diagnostic[];
  readonly stats: Stats;
  /** Defined by the constructor, where the JavaScript engine knows the symbol. */
  declare readonly [Symbol.dispose]: () => void;
  readonly #mirror: Mirror;
  readonly #host: Host;
  readonly #controls: Controls<'mixer'>;
  readonly #claims: Claims;
  readonly #twin: Origin['twin'];
  #disposed = false;

  constructor(desk: Desk, host: Host, origin: Origin) {
    super();
    this.#mirror = desk.mirror;
    this.#claims = desk.claims;
    this.#host = host;
    this.#twin = origin.twin;
    this.backend = Object.freeze({ ...origin.backend });
    this.diagnostics = Object.freeze([...origin.diagnostics]);
    this.strips = desk.strips;
    this.buses = desk.buses;
    this.vcas = desk.vcas;
    this.master = desk.master;
    this.#controls = new Controls(desk, 'mixer', desk.mirror.layout.mixer);
    this.stats = new Stats(desk, host, (stats, load) => reportOf(this, stats, load));
    // Not on the prototype: that would be done where the library is imported, and no bundler could leave the class out.
    if (Symbol.dispose !== undefined) {
      Object.defineProperty(this, Symbol.dispose, { value: this.dispose, configurable: true, writable: true });
    }
  }

  get context(): BaseAudioContext {
    return this.#host.context;
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

  claimStrip(id: string, index?: number): Strip {
    this.#mirror.assertOpen();
    return this.#claims.claim(id, index);
  }

  strip(id: string): Strip | null {
    return this.#claims.find(id);
  }

  edit(edit: () => void): void {
    this.#mirror.edit(edit);
  }

  snapshot(): MixerSnapshot {
    return takeSnapshot(this, this.#mirror, this.#claims);
  }

  restore(snapshot: unknown, options?: RestoreOptions): RestoreResult {
    this.#mirror.assertOpen();
    let result: RestoreResult = { ignored: [] };
    this.#claims.duringRestore(() => {
      result = restoreSnapshot(this, this.#mirror, snapshot, options);
    });
    return result;
  }

  async settled(): Promise<void> {
    this.#mirror.assertOpen();
    await this.#host.settled();
  }

  async rebuild(): Promise<void> {
    this.#mirror.assertOpen();
    await this.#host.restart();
  }

  async moveTo(context: BaseAudioContext, { signal }: MoveOptions = {}): Promise<void> {
    this.#mirror.assertOpen();
    await this.#host.move(context, signal);
    log.info(`A mixer of ${this.strips.length} strips goes on in another context, at ${context.sampleRate} Hz.`);
  }

  async benchmark(options?: BenchmarkOptions): Promise<Benchmark> {
    this.#mirror.assertOpen();
    // An edit may be open in the caller, and what it has written so far does not hold yet.
    await null;
    const measured = {
      backend: this.backend.kind,
      sampleRate: this.context.sampleRate,
      quantumFrames: quantumFramesOf(this.context),
      strips: this.strips.length,
      make: this.#twin,
      assertWanted: () => this.#mirror.assertOpen(),
    };
    return benchmark(measured, options);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#claims.close();
    this.#mirror.close();
    this.#host.dispose();
    log.debug(`A mixer of ${this.strips.length} strips was disposed of.`);
  }
}
