import { WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import type { ScriptStep, WorkletMessage } from 'megamixer-worklet/protocol';
import { abortError, orAborted } from '../aborted.js';
import type { FaultDetail, NodeChangeDetail } from '../events.js';
import type { Connections } from '../handles/connections.js';
import type { Mirror } from '../mirror/mirror.js';
import type { Activity } from '../stats/activity.js';
import type { EngineInPlace, Transport } from '../transports/transport.js';
import { checkContext, checkOpen } from './check-context.js';
import { EngineNode, type EngineOwner, type EngineStart } from './engine-node.js';
import { disposedMeanwhile, nobodyAnswers } from './gone.js';
import { RestartPace } from './restart-pace.js';
import { type Site, siteIn } from './shape.js';
import { orSwept } from './sweep.js';

/** What a host works with. */
export interface EngineParts {
  readonly mirror: Mirror;
  readonly transport: Transport;
  readonly connections: Connections;
  readonly activity: Activity;
  /** Has a context know the processor. */
  addProcessor(context: BaseAudioContext): Promise<void>;
  /** An engine, or the node, died: a restart has begun. */
  fault(detail: FaultDetail): void;
  /** An engine plays again. */
  restarted(): void;
  /** The node is another one. */
  nodeChanged(detail: NodeChangeDetail): void;
}

/** What a mixer has to do with its host, once that has started. The mixer for tests brings another. */
export type Host = Omit<EngineHost, 'start' | keyof EngineOwner>;

/** The node of a mixer and the engine inside it: makes them, makes new ones when they die, and others in another context. */
export class EngineHost implements EngineOwner {
  readonly #parts: EngineParts;
  readonly #pace = new RestartPace();
  #site: Site;
  /** Null: the worklet brings its engine with it. */
  #module: WebAssembly.Module | null = null;
  #engine: EngineNode | null = null;
  /** In another context, and not heard yet. */
  #next: EngineNode | null = null;
  #bytes = 0;
  #limiterLatencyFrames = 0;
  #restarting: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Is over when the last move asked for is. */
  #moves: Promise<void> = Promise.resolve();
  #disposed = false;

  /** Its first engine is to be made at `site`. */
  constructor(site: Site, parts: EngineParts) {
    this.#site = site;
    this.#parts = parts;
  }

  get context(): BaseAudioContext {
    return this.#site.context;
  }

  get node(): AudioWorkletNode {
    return this.#current.node;
  }

  /** What the engine's memory takes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How late the engine's output comes while its limiter is on. */
  get limiterLatencyFrames(): number {
    return this.#limiterLatencyFrames;
  }

  get maximumBytes(): number {
    // In JavaScript all of it is taken at once, with a stack that is larger.
    return Math.max(this.#site.pages.maximum * WASM_PAGE_BYTES, this.#bytes);
  }

  /** Makes the node; resolves when its engine has confirmed the layout. */
  async start(
    module: WebAssembly.Module | null,
    words: Int32Array,
    script: readonly ScriptStep[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    this.#module = module;
    const made = orSwept(this.context, () => {
      this.#assertWanted(signal);
      const engine = this.#newEngine(this.#site, { memory: this.#newMemory(this.#site), words, script });
      this.#engine = engine;
      this.#parts.connections.attach(engine.node);
      return engine.confirmed();
    });
    this.#goOnWith(await orAborted(made, signal), null);
  }

  /** Puts a new engine with the settings of the mirror into the node; into a new node, where that one is dead. */
  restart(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#restarting !== null) return this.#restarting;
    const { transport, activity } = this.#parts;
    transport.expect();
    this.#restarting = activity
      .during('Restart engine', () => this.#restart())
      .catch((error: Error) => {
        transport.fail(error);
        throw error;
      })
      .finally(() => {
        this.#restarting = null;
      });
    return this.#restarting;
  }

  /** Resolves when the engine has every write made so far. */
  settled(): Promise<void> {
    this.#engine?.look();
    return this.#parts.transport.settled();
  }

  /**
   * Goes on in another context, by a new node with the settings of the mirror. Until that is ready, and for good where it
   * cannot be had, everything stays as it is. Moves follow one another in the order in which they are asked for.
   */
  move(context: BaseAudioContext, signal: AbortSignal | undefined): Promise<void> {
    const { activity } = this.#parts;
    const move = this.#moves.then(() => activity.during('Move to another context', () => this.#move(context, signal)));
    this.#moves = move.catch(() => {});
    return move;
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#parts.connections.clear();
    this.#next?.end(disposedMeanwhile());
    this.#engine?.end(disposedMeanwhile());
    this.#parts.transport.close();
  }

  said(engine: EngineNode, message: WorkletMessage): void {
    if (engine !== this.#engine || this.#disposed) return;
    if (message.type === 'fault') this.#engineDied(message.message);
    else this.#parts.transport.receive(message);
  }

  died(engine: EngineNode): void {
    if (engine !== this.#engine || this.#disposed) return;
    this.#parts.transport.detach();
    this.#restartSoon();
  }

  closed(engine: EngineNode): void {
    if (engine !== this.#engine || this.#disposed) return;
    this.#parts.transport.detach();
    this.#parts.transport.fail(nobodyAnswers());
  }

  rendered(engine: EngineNode): void {
    if (engine !== this.#engine || this.#disposed) return;
    this.#parts.transport.end(nobodyAnswers());
  }

  get #current(): EngineNode {
    if (this.#engine === null) throw new Error('the mixer has no node yet');
    return this.#engine;
  }

  /** Null: the worklet makes its own. */
  #newMemory(site: Site): WebAssembly.Memory | null {
    return this.#parts.transport.newMemory(site.pages);
  }

  #newEngine(site: Site, start: Omit<EngineStart, 'module'>): EngineNode {
    return new EngineNode(site, { module: this.#module, ...start }, this);
  }

  async #restart(): Promise<void> {
    // An edit may be open in the caller, and what it has written so far is not to be heard.
    await null;
    this.#assertAlive();
    checkOpen(this.context);
    const engine = this.#current;
    // First, since it can fail: then the engine in place, if it lives, is still the one.
    const memory = await orSwept(this.context, () => this.#newMemory(this.#site));
    this.#assertAlive();
    checkOpen(this.context);
    // Meanwhile the mixer may have moved, to an engine that is as new.
    if (engine === this.#current) await this.#renew(engine, memory);
    clearTimeout(this.#timer);
    this.#parts.restarted();
  }

  /** Puts a new engine in the place of that one: into its node, or where that is dead, into a new one. */
  async #renew(engine: EngineNode, memory: WebAssembly.Memory | null): Promise<void> {
    const { mirror, transport } = this.#parts;
    if (engine.death === null) {
      transport.detach();
      engine.restart(memory, mirror.pageWords());
    } else {
      this.#replaceNode(engine.death, memory);
      this.#assertAlive();
    }
    const inPlace = await this.#current.confirmed();
    this.#assertAlive();
    this.#goOnWith(inPlace, mirror.words);
  }

  #replaceNode(death: string, memory: WebAssembly.Memory | null): void {
    const { mirror, connections } = this.#parts;
    const old = this.#current;
    const engine = this.#newEngine(this.#site, { memory, words: mirror.pageWords(), script: [] });
    this.#engine = engine;
    connections.attach(engine.node);
    old.end(null);
    this.#parts.fault({ source: 'node', message: death, nodeChanged: true });
    if (!this.#disposed) this.#parts.nodeChanged({ moved: false });
  }

  async #move(context: BaseAudioContext, signal: AbortSignal | undefined): Promise<void> {
    const { transport } = this.#parts;
    this.#assertAlive();
    if (signal?.aborted) throw abortError(signal);
    checkContext(context);
    if (context === this.context) return;
    const site = siteIn(context, this.#site.shape);
    const closed = this.context.state === 'closed';
    if (closed) transport.expect();
    try {
      await this.#moveTo(site, signal);
    } catch (error) {
      if (closed) transport.fail(nobodyAnswers());
      throw error;
    }
  }

  async #moveTo(site: Site, signal: AbortSignal | undefined): Promise<void> {
    const { mirror, addProcessor } = this.#parts;
    await orAborted(addProcessor(site.context), signal);
    this.#assertAlive();
    checkOpen(site.context);
    const { next, confirmed } = await orSwept(site.context, () => {
      this.#assertWanted(signal);
      const next = this.#newEngine(site, { memory: this.#newMemory(site), words: mirror.pageWords(), script: [] });
      this.#next = next;
      return { next, confirmed: next.confirmed() };
    });
    try {
      const inPlace = await orAborted(confirmed, signal);
      this.#assertAlive();
      this.#goOnWith(inPlace, mirror.words);
    } catch (error) {
      next.end(null);
      throw error;
    } finally {
      this.#next = null;
    }
    this.#leaveFor(next);
  }

  /** The engine in the other context has taken over. */
  #leaveFor(next: EngineNode): void {
    const { connections } = this.#parts;
    clearTimeout(this.#timer);
    // Their sources belong to the context that is left.
    connections.clear();
    connections.attach(next.node);
    const left = this.#current;
    this.#engine = next;
    this.#site = next.site;
    left.end(null);
    this.#parts.nodeChanged({ moved: true });
  }

  /** Has the page talk to that engine; null: it is not needed any more, since the mixer has moved to one that is as new. */
  #goOnWith(engine: EngineInPlace | null, mirror: Int32Array | null): void {
    if (engine === null) return;
    this.#parts.transport.attach(engine, mirror);
    this.#bytes = engine.ready.bytes;
    this.#limiterLatencyFrames = engine.ready.limiterLatencyFrames;
  }

  #engineDied(message: string): void {
    this.#parts.transport.detach();
    this.#parts.fault({ source: 'engine', message, nodeChanged: false });
    this.#restartSoon();
  }

  #restartSoon(): void {
    const delay = this.#pace.afterFault(performance.now());
    // A listener of the fault has seen to it already, or the fault is a late one of an engine that is being replaced.
    if (this.#restarting !== null || this.#disposed) return;
    if (delay === 0) this.#restartByItself();
    else this.#timer = setTimeout(() => this.#restartByItself(), delay);
  }

  #restartByItself(): void {
    this.restart().catch((error: Error) => {
      // Where the context has ended, nobody misses the engine.
      if (this.#disposed || this.context.state === 'closed') return;
      this.#parts.fault({ source: 'restart', message: error.message, nodeChanged: false });
    });
  }

  #assertAlive(): void {
    if (this.#disposed) throw disposedMeanwhile();
  }

  #assertWanted(signal: AbortSignal | undefined): void {
    this.#assertAlive();
    if (signal?.aborted) throw abortError(signal);
  }
}
