import { LAYOUT_HASH } from 'megamixer-worklet/layout';
import type { PageMessage, ProcessorOptions, ScriptStep, WorkletMessage } from 'megamixer-worklet/protocol';
import { MixerError } from '../errors.js';
import type { EngineInPlace, Ready } from '../transports/transport.js';
import { letGo, newMixerNode, refusal } from './mixer-node.js';
import type { Site } from './shape.js';

/** What the first engine of a node is made of. */
export interface EngineStart {
  /** Null: the worklet brings its engine with it. */
  readonly module: WebAssembly.Module | null;
  /** Null: the worklet makes its own. */
  readonly memory: WebAssembly.Memory | null;
  /** What the page owns of the block. */
  readonly words: Int32Array;
  readonly script: readonly ScriptStep[];
}

/** Who hears what becomes of a node and the engine in it. */
export interface EngineOwner {
  /** The worklet says something that is not about an engine being made. */
  said(engine: EngineNode, message: WorkletMessage): void;
  /** The browser ended the node while it had an engine. */
  died(engine: EngineNode): void;
  /** Its context was closed: it makes no sound any more, and nothing is heard of it. */
  closed(engine: EngineNode): void;
  /** Its offline context has rendered: it makes no sound any more, and its last meters stay. */
  rendered(engine: EngineNode): void;
}

/** Who waits for the worklet to say that an engine is in place, or that none could be made. */
interface Confirmation {
  /** Null: it is not needed any more. */
  resolve(engine: EngineInPlace | null): void;
  reject(error: MixerError): void;
}

/** One node, and the engine that is in it or being made in it. */
export class EngineNode {
  readonly site: Site;
  readonly node: AudioWorkletNode;
  readonly #owner: EngineOwner;
  /** What the browser said when it ended the node. */
  #death: string | null = null;
  /** What the engine was given that is being made; not kept any longer, since it is large. */
  #given: Pick<EngineInPlace, 'memory' | 'words'> | null;
  #confirmation: Confirmation | null = null;
  /** Whether its context was found closed. */
  #ended = false;
  /** Ends what listens to the node and to its context. */
  readonly #listening = new AbortController();

  /** Its first engine is being made from now on: `confirmed` tells. */
  constructor(site: Site, { module, memory, words, script }: EngineStart, owner: EngineOwner) {
    const { context, shape, pages } = site;
    const processorOptions: ProcessorOptions = {
      ...shape,
      ...{ module, memory, pages, words, script },
      layoutHash: LAYOUT_HASH,
      lastFrame: isOffline(context) ? context.length : Number.POSITIVE_INFINITY,
    };
    this.site = site;
    this.#owner = owner;
    this.#given = { memory, words };
    this.node = newMixerNode(context, processorOptions);
    this.node.port.onmessage = ({ data }: MessageEvent<WorkletMessage>) => this.#hear(data);
    const { signal } = this.#listening;
    // Not `onprocessorerror`: the node is the page's too, which may set that. Chromium 156 calls the event `error`.
    for (const type of ['processorerror', 'error']) {
      this.node.addEventListener(type, (event) => this.#die(event), { signal });
    }
    context.addEventListener('statechange', () => this.look(), { signal });
  }

  /** What the browser said when it ended the node; null while it lives. */
  get death(): string | null {
    return this.#death;
  }

  /** Has a new engine made inside the node, in place of the one that it has. */
  restart(memory: WebAssembly.Memory | null, words: Int32Array): void {
    this.#given = { memory, words };
    this.#post({ type: 'restart', memory, words });
  }

  /** Resolves when the engine that is being made is in place; with null when it is not needed any more. */
  async confirmed(): Promise<EngineInPlace | null> {
    try {
      return await new Promise((resolve, reject) => {
        this.#confirmation = { resolve, reject };
      });
    } finally {
      this.#confirmation = null;
    }
  }

  /** Ends the engine and the node; who waits for one is told why, or that it is not needed. */
  end(why: MixerError | null): void {
    if (why === null) this.#confirmation?.resolve(null);
    else this.#confirmation?.reject(why);
    this.#post({ type: 'dispose' });
    this.#letGo();
  }

  /** Looks whether its context is closed, of which browsers tell a little late. */
  look(): void {
    const { context } = this.site;
    if (context.state !== 'closed' || this.#ended) return;
    this.#ended = true;
    // A context that was closed answers no more.
    this.#confirmation?.reject(new MixerError('closed-context', 'The context was closed meanwhile.'));
    // An offline context is closed when it has rendered, and the last meters are still on their way.
    if (isOffline(context)) {
      this.#owner.rendered(this);
      return;
    }
    // Chromium keeps the nodes of a closed context for as long as there is the page, and what listens to them and to their context:
    // nobody does any more, also where the page forgets the mixer without a word.
    this.#letGo();
    this.#owner.closed(this);
  }

  #letGo(): void {
    this.#given = null;
    this.#listening.abort();
    letGo(this.node);
  }

  #hear(message: WorkletMessage): void {
    switch (message.type) {
      case 'ready':
        this.#inPlace(message);
        break;
      case 'refused':
        this.#confirmation?.reject(refusal(message.code, message.message));
        break;
      default:
        this.#owner.said(this, message);
    }
  }

  #inPlace(ready: Ready): void {
    if (this.#given === null) return;
    this.#confirmation?.resolve({ port: this.node.port, ready, ...this.#given });
    this.#given = null;
  }

  #die(event: Event): void {
    if (this.#death !== null) return;
    this.#death = (event as ErrorEvent).message || 'the browser ended the processor';
    if (this.#confirmation !== null) this.#confirmation.reject(refusal('engine-refused', this.#death));
    else this.#owner.died(this);
  }

  #post(message: PageMessage): void {
    this.node.port.postMessage(message);
  }
}

function isOffline(context: BaseAudioContext): context is OfflineAudioContext {
  return 'length' in context;
}
