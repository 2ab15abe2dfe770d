import type { EngineInstance } from './engine-instance.js';
import { SCOPE_FRAMES } from './layout.gen.js';
import { SCOPE_MESSAGE, SCOPE_READ_FRAMES } from './protocol.js';

/** The scope of the message transport: hands over the frames of the ring that the page has not got yet. */
export class ScopeOut {
  /** The engine whose frames were handed over last, and up to which: a new one counts from the start. */
  #engine: EngineInstance | null = null;
  #end = 0;

  /** Fills a buffer with the frames since the last one, or with as many of them as are ever read. */
  fill(to: Int32Array, engine: EngineInstance): void {
    const { layout, words } = engine;
    if (engine !== this.#engine) this.#end = 0;
    this.#engine = engine;
    const end = (words[layout.scopeFrame] as number) >>> 0;
    const count = Math.min((end - this.#end) >>> 0, SCOPE_READ_FRAMES);
    this.#end = end;
    to[SCOPE_MESSAGE.end] = end;
    to[SCOPE_MESSAGE.count] = count;

    // The ring may end in between: what is left is at its start.
    const start = ((end - count) >>> 0) % SCOPE_FRAMES;
    const first = Math.min(count, SCOPE_FRAMES - start);
    const copy = (from: number, frames: number, at: number) => {
      const word = layout.scope + 2 * from;
      to.set(words.subarray(word, word + 2 * frames), SCOPE_MESSAGE.frames + 2 * at);
    };
    copy(start, first, 0);
    copy(0, count - first, first);
  }
}
