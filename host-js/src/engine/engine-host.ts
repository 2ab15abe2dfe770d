import { LAYOUT_HASH, WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import type {
  EngineShape,
  MemoryPages,
  PageMessage,
  ProcessorOptions,
  ScriptStep,
  WorkletMessage,
} from 'megamixer-worklet/protocol';
import { orAborted } from '../aborted.js';
import { MixerError } from '../errors.js';
import type { FaultDetail } from '../events.js';
import type { Connections } from '../handles/connections.js';
import type { Mirror } from '../mirror/mirror.js';
import type { Activity } from '../stats/activity.js';
import type { Ready, Transport } from '../transports/transport.js';
import { checkOpen } from './check-context.js';
import { letGo, newMixerNode, refusal } from './mixer-node.js';
import { RestartPace } from './restart-pace.js';

/** What a host works with. */
export interface EngineParts {
  readonly context: BaseAudioContext;
  /** Null: the worklet brings its engine with it. */
  readonly module: WebAssembly.Module | null;
  readonly pages: MemoryPages;
  readonly shape: EngineShape;
  readonly mirror: Mirror;
  readonly transport: Transport;
  readonly connections: Connections;
  readonly activity: Activity;
  /** An engine, or the node, died: a restart has begun. */
  fault(detail: FaultDetail): void;
  /** An engine plays again. */
  restarted(): void;
}

/** Who waits for the worklet to say that an engine is in place, or that none could be made. */
interface Confirmation {
  /** The words as they should be, where the page may have written since the engine was told its first ones. */
  readonly mirror: Int32Array | null;
  resolve(): void;
  reject(error: MixerError): void;
}

/** What a mixer has to do with its host, once that has started. The mixer for tests brings another. */
export type Host = Omit<EngineHost, 'start'>;

/** The node of a mixer and the engine inside it: makes them, and makes new ones when they die. */
export class EngineHost {
  readonly #parts: EngineParts;
  readonly #pace = new RestartPace();
  #node: AudioWorkletNode | null = null;
  /** What the browser said when it ended the node. */
  #nodeDeath: string | null = null;
  #bytes = 0;
  #limiterLatencyFrames = 0;
  #confirmation: Confirmation | null = null;
  #restarting: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;
  /** Ends what listens to the node in use and to its context. */
  #listening = new AbortController();

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  get node(): AudioWorkletNode {
    if (this.#node === null) throw new Error('the mixer has no node yet');
    return this.#node;
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
    return this.#parts.pages.maximum * WASM_PAGE_BYTES;
  }

  /** Makes the node; resolves when its engine has confirmed the layout. */
  async start(words: Int32Array, script: readonly ScriptStep[], signal: AbortSignal | undefined): Promise<void> {
    this.#makeNode(words, script);
    await orAborted(this.#confirmed(null), signal);
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

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#confirmation?.reject(disposedMeanwhile());
    this.#parts.connections.clear();
    if (this.#node !== null) {
      this.#post({ type: 'dispose' });
      this.#letGo(this.#node);
    }
    this.#parts.transport.close();
  }

  #letGo(node: AudioWorkletNode): void {
    this.#listening.abort();
    letGo(node);
  }

  async #restart(): Promise<void> {
    const { context, mirror, transport } = this.#parts;
    // An edit may be open in the caller, and what it has written so far is not to be heard.
    await null;
    this.#assertAlive();
    checkOpen(context);
    if (this.#nodeDeath === null) {
      // First, since it can fail: then the engine in place, if it lives, is still the one.
      const memory = transport.newMemory();
      transport.detach();
      this.#post({ type: 'restart', memory, words: mirror.pageWords() });
    } else {
      this.#replaceNode(this.#nodeDeath);
      this.#assertAlive();
    }
    await this.#confirmed(mirror.words);
    clearTimeout(this.#timer);
    this.#parts.restarted();
  }

  #replaceNode(message: string): void {
    this.#letGo(this.node);
    this.#makeNode(this.#parts.mirror.pageWords(), []);
    this.#parts.fault({ source: 'node', message, nodeChanged: true });
  }

  #makeNode(words: Int32Array, script: readonly ScriptStep[]): void {
    const { context, module, pages, shape, transport, connections } = this.#parts;
    const processorOptions: ProcessorOptions = {
      ...shape,
      module,
      memory: transport.newMemory(),
      pages,
      layoutHash: LAYOUT_HASH,
      words,
      lastFrame: 'length' in context ? (context as OfflineAudioContext).length : Number.POSITIVE_INFINITY,
      script,
    };
    const node = newMixerNode(context, processorOptions);
    node.port.onmessage = ({ data }: MessageEvent<WorkletMessage>) => this.#receive(data);
    // Not `onprocessorerror`: the node is the page's too, which may set that. Chromium 156 calls the event `error`.
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const type of ['processorerror', 'error']) {
      node.addEventListener(type, (event) => this.#nodeDied(node, event), { signal });
    }
    // Chromium keeps the nodes of a closed context for as long as there is the page, and what listens to them and to their context:
    // nobody does any more, also where the page forgets the mixer without a word. An offline context is closed when it has rendered,
    // and the last meters are still on their way.
    const closed = () => {
      if (context.state === 'closed' && !('length' in context)) this.#letGo(node);
    };
    context.addEventListener('statechange', closed, { signal });
    this.#node = node;
    this.#nodeDeath = null;
    connections.attach(node);
  }

  /** Resolves when an engine is in place. */
  async #confirmed(mirror: Int32Array | null): Promise<void> {
    const { context } = this.#parts;
    // A context that was closed answers no more.
    const closed = () => {
      if (context.state === 'closed') {
        this.#confirmation?.reject(new MixerError('closed-context', 'The context was closed meanwhile.'));
      }
    };
    context.addEventListener('statechange', closed);
    try {
      await new Promise<void>((resolve, reject) => {
        this.#confirmation = { mirror, resolve, reject };
      });
    } finally {
      this.#confirmation = null;
      context.removeEventListener('statechange', closed);
    }
  }

  #receive(message: WorkletMessage): void {
    if (this.#disposed) return;
    switch (message.type) {
      case 'ready':
        this.#ready(message);
        break;
      case 'refused':
        this.#confirmation?.reject(refusal(message.code, message.message));
        break;
      case 'fault':
        this.#engineDied(message.message);
        break;
      default:
        this.#parts.transport.receive(message);
    }
  }

  #ready(ready: Ready): void {
    const confirmation = this.#confirmation;
    if (confirmation === null) return;
    try {
      this.#parts.transport.attach(this.node.port, ready, confirmation.mirror);
      this.#bytes = ready.bytes;
      this.#limiterLatencyFrames = ready.limiterLatencyFrames;
      confirmation.resolve();
    } catch (error) {
      confirmation.reject(error as MixerError);
    }
  }

  #engineDied(message: string): void {
    this.#parts.transport.detach();
    this.#parts.fault({ source: 'engine', message, nodeChanged: false });
    this.#restartSoon();
  }

  #nodeDied(node: AudioWorkletNode, event: Event): void {
    if (this.#disposed || node !== this.#node || this.#nodeDeath !== null) return;
    const message = (event as ErrorEvent).message || 'the browser ended the processor';
    this.#nodeDeath = message;
    this.#parts.transport.detach();
    if (this.#confirmation !== null) this.#confirmation.reject(refusal('engine-refused', message));
    else this.#restartSoon();
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
      if (this.#disposed || this.#parts.context.state === 'closed') return;
      this.#parts.fault({ source: 'restart', message: error.message, nodeChanged: false });
    });
  }

  #assertAlive(): void {
    if (this.#disposed) throw disposedMeanwhile();
  }

  #post(message: PageMessage): void {
    this.node.port.postMessage(message);
  }
}

function disposedMeanwhile(): MixerError {
  return new MixerError('disposed', 'The mixer was disposed of meanwhile.');
}
