import { LIMITS, WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import { abortError } from '../aborted.js';
import { checkOpen } from '../engine/check-context.js';
import type { Host } from '../engine/engine-host.js';
import { disposedMeanwhile, nobodyAnswers } from '../engine/gone.js';
import { type Site, siteIn, type Wishes } from '../engine/shape.js';
import { MixerError } from '../errors.js';
import type { FaultDetail, NodeChangeDetail } from '../events.js';
import type { Connections } from '../handles/connections.js';
import type { Mirror } from '../mirror/mirror.js';
import { limiterLatencyFrames } from './limiter-latency.js';
import { SilentMixerNode } from './test-node.js';
import type { TestTransport } from './test-transport.js';

export interface TestHostParts {
  readonly mirror: Mirror;
  readonly transport: TestTransport;
  readonly connections: Connections;
  fault(detail: FaultDetail): void;
  /** An engine is said to play again. */
  restarted(): void;
  nodeChanged(detail: NodeChangeDetail): void;
}

/**
 * Where a mixer for tests can be.
 *
 * @throws MixerError `engine-refused`, `closed-context`, `memory-limit`
 */
export function testSite(context: BaseAudioContext, wishes: Wishes): Site {
  const { min, max } = LIMITS.sampleRate;
  const { sampleRate } = context;
  if (!(sampleRate >= min && sampleRate <= max)) {
    throw new MixerError('engine-refused', `A mixer runs at ${min} to ${max} Hz, not at ${String(sampleRate)}.`);
  }
  checkOpen(context);
  return siteIn(context, wishes);
}

/** In the place of the host of an engine: has a node, and is told when the engine is to be gone. */
export class TestHost implements Host {
  readonly #parts: TestHostParts;
  #site: Site;
  #node: SilentMixerNode;
  #restarting: Promise<void> | null = null;
  #moves: Promise<void> = Promise.resolve();
  #disposed = false;
  /** Ends what listens to the context. */
  #listening = new AbortController();

  constructor(site: Site, parts: TestHostParts) {
    this.#parts = parts;
    this.#site = site;
    this.#node = this.#arrive(site);
  }

  get context(): BaseAudioContext {
    return this.#site.context;
  }

  get node(): SilentMixerNode {
    return this.#node;
  }

  get limiterLatencyFrames(): number {
    return limiterLatencyFrames(this.context.sampleRate);
  }

  /** What an engine may take, since there is none to say what it takes. */
  get bytes(): number {
    return this.maximumBytes;
  }

  get maximumBytes(): number {
    return this.#site.pages.maximum * WASM_PAGE_BYTES;
  }

  restart(): Promise<void> {
    const { transport } = this.#parts;
    transport.expect();
    this.#restarting ??= this.#restart()
      .catch((error: Error) => {
        transport.fail(error);
        throw error;
      })
      .finally(() => {
        this.#restarting = null;
      });
    return this.#restarting;
  }

  settled(): Promise<void> {
    // A context of somebody's own making may have told nothing.
    if (this.context.state === 'closed') return Promise.reject(nobodyAnswers());
    return this.#parts.transport.settled();
  }

  move(context: BaseAudioContext, signal: AbortSignal | undefined): Promise<void> {
    const move = this.#moves.then(() => this.#move(context, signal));
    this.#moves = move.catch(() => {});
    return move;
  }

  /** What a fault of that kind does to the mixer, which is then told of it. */
  fail(detail: FaultDetail): void {
    const { transport, connections, fault, nodeChanged } = this.#parts;
    transport.detach();
    if (detail.source === 'restart') transport.fail(new MixerError('engine-refused', detail.message));
    if (detail.nodeChanged) {
      this.#node.disconnect();
      this.#node = this.#newNode(this.#site);
      connections.attach(this.#node);
    }
    fault(detail);
    if (detail.nodeChanged && !this.#disposed) nodeChanged({ moved: false });
  }

  dispose(): void {
    this.#disposed = true;
    this.#listening.abort();
    this.#parts.connections.clear();
    this.#node.disconnect();
    this.#parts.transport.close();
  }

  async #restart(): Promise<void> {
    const { mirror, transport, restarted } = this.#parts;
    // An edit may be open in the caller, and what it has written so far is not to be heard.
    await null;
    this.#assertAlive();
    checkOpen(this.context);
    transport.attach(mirror.pageWords(), this.context.sampleRate);
    restarted();
  }

  async #move(context: BaseAudioContext, signal: AbortSignal | undefined): Promise<void> {
    const { connections, nodeChanged } = this.#parts;
    this.#assertAlive();
    if (signal?.aborted) throw abortError(signal);
    checkOpen(context);
    if (context === this.context) return;
    const site = testSite(context, this.#site.shape);
    // Their sources belong to the context that is left.
    connections.clear();
    this.#listening.abort();
    this.#node.disconnect();
    this.#site = site;
    this.#node = this.#arrive(site);
    nodeChanged({ moved: true });
  }

  /** Makes the node there, with an engine that is said to be in place. */
  #arrive(site: Site): SilentMixerNode {
    const { mirror, transport, connections } = this.#parts;
    const { context } = site;
    const node = this.#newNode(site);
    connections.attach(node);
    transport.attach(mirror.pageWords(), context.sampleRate);
    this.#listening = new AbortController();
    const closed = () => {
      if (context.state !== 'closed') return;
      transport.detach();
      transport.fail(nobodyAnswers());
    };
    // A context of somebody's own making may tell nothing.
    context.addEventListener?.('statechange', closed, { signal: this.#listening.signal });
    return node;
  }

  #newNode({ context, shape }: Site): SilentMixerNode {
    return new SilentMixerNode(context, shape.strips, shape.outputs);
  }

  #assertAlive(): void {
    if (this.#disposed) throw disposedMeanwhile();
  }
}
