import { WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import type { EngineShape, MemoryPages } from 'megamixer-worklet/protocol';
import { checkOpen } from '../engine/check-context.js';
import type { Host } from '../engine/engine-host.js';
import { MixerError } from '../errors.js';
import type { FaultDetail } from '../events.js';
import type { Connections } from '../handles/connections.js';
import type { Mirror } from '../mirror/mirror.js';
import { limiterLatencyFrames } from './limiter-latency.js';
import { SilentMixerNode } from './test-node.js';
import type { TestTransport } from './test-transport.js';

export interface TestHostParts {
  readonly context: BaseAudioContext;
  readonly shape: EngineShape;
  readonly pages: MemoryPages;
  readonly mirror: Mirror;
  readonly transport: TestTransport;
  readonly connections: Connections;
  /** An engine is said to play again. */
  restarted(): void;
}

/** In the place of the host of an engine: has a node, and is told when the engine is to be gone. */
export class TestHost implements Host {
  readonly #parts: TestHostParts;
  #node: SilentMixerNode;
  #restarting: Promise<void> | null = null;
  #disposed = false;

  constructor(parts: TestHostParts) {
    this.#parts = parts;
    this.#node = this.#makeNode();
    parts.transport.attach(parts.mirror.pageWords());
  }

  get node(): SilentMixerNode {
    return this.#node;
  }

  get limiterLatencyFrames(): number {
    return limiterLatencyFrames(this.#parts.context.sampleRate);
  }

  /** What an engine may take, since there is none to say what it takes. */
  get bytes(): number {
    return this.maximumBytes;
  }

  get maximumBytes(): number {
    return this.#parts.pages.maximum * WASM_PAGE_BYTES;
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

  /** What a fault of that kind does to the mixer, but for telling it. */
  fail({ source, message, nodeChanged }: FaultDetail): void {
    const { transport } = this.#parts;
    transport.detach();
    if (source === 'restart') transport.fail(new MixerError('engine-refused', message));
    if (!nodeChanged) return;
    this.#node.disconnect();
    this.#node = this.#makeNode();
  }

  dispose(): void {
    this.#disposed = true;
    this.#parts.connections.clear();
    this.#node.disconnect();
    this.#parts.transport.close();
  }

  async #restart(): Promise<void> {
    const { context, mirror, transport, restarted } = this.#parts;
    // An edit may be open in the caller, and what it has written so far is not to be heard.
    await null;
    if (this.#disposed) throw new MixerError('disposed', 'The mixer was disposed of meanwhile.');
    checkOpen(context);
    transport.attach(mirror.pageWords());
    restarted();
  }

  #makeNode(): SilentMixerNode {
    const { context, shape, connections } = this.#parts;
    const node = new SilentMixerNode(context, shape.strips, shape.outputs);
    connections.attach(node);
    return node;
  }
}
