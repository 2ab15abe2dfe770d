import type { Underruns } from '../api/stats.js';
import type { TestContext } from './api.js';
import { SilentNode } from './test-node.js';

/** As much of an AudioContext as a mixer, and what an app asks of `mixer.context`, takes. Its time stands still. */
export class SilentContext extends EventTarget {
  readonly sampleRate: number;
  readonly currentTime = 0;
  readonly destination: SilentNode;
  state: AudioContextState = 'running';
  /** What Chromium counts underruns in. */
  playbackStats: { underrunEvents: number; underrunDuration: number } | undefined;

  constructor(sampleRate: number) {
    super();
    this.sampleRate = sampleRate;
    this.destination = new SilentNode(this.asContext(), 1, 0);
  }

  /** It has nothing that makes nodes: those would be another library's to fake. */
  asContext(): TestContext {
    return this as unknown as TestContext;
  }

  resume(): Promise<void> {
    return this.#become('running');
  }

  suspend(): Promise<void> {
    return this.#become('suspended');
  }

  close(): Promise<void> {
    return this.#become('closed');
  }

  count({ events, seconds }: Underruns): void {
    this.playbackStats = { underrunEvents: events, underrunDuration: seconds };
  }

  async #become(state: AudioContextState): Promise<void> {
    if (this.state === 'closed') throw new DOMException('The context is closed.', 'InvalidStateError');
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}
