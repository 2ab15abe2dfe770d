import type { EngineInstance } from './engine-instance.js';
import { type Lent, sinceReadWords } from './protocol.js';
import { ScopeOut } from './scope-out.js';

/** The page paints about sixty times a second: sooner would be work that nobody sees. */
const INTERVAL_SECONDS = 0.016;

/**
 * The meters of the message transport. The page lends buffers while somebody reads; they go back full once 16 ms of
 * audio have passed since the last ones, counted in frames, since a worklet has no finer clock.
 */
export class MetersOut {
  readonly #port: MessagePort;
  readonly #intervalFrames: number;
  readonly #lastFrame: number;
  readonly #scope = new ScopeOut();
  #lent: Lent | null = null;
  #due = 0;
  /** Of the layout, which is the same for every engine of a mixer. */
  #sinceRead: readonly number[] | null = null;

  /** After `lastFrame` no quantum follows, so nothing is worth waiting for. */
  constructor(port: MessagePort, sampleRate: number, lastFrame: number) {
    this.#port = port;
    this.#intervalFrames = Math.floor(sampleRate * INTERVAL_SECONDS);
    this.#lastFrame = lastFrame;
  }

  lend(lent: Lent, engine: EngineInstance | null, frame: number): void {
    this.#lent = lent;
    this.tick(engine, frame);
  }

  /** Whether the page waits for meters. */
  get lent(): boolean {
    return this.#lent !== null;
  }

  /** Returns what is lent, if anything is, when it is time. */
  tick(engine: EngineInstance | null, frame: number): void {
    const lent = this.#lent;
    if (lent === null || engine === null) return;
    if (frame < this.#due && frame < this.#lastFrame) return;
    this.#lent = null;
    this.#due = frame + this.#intervalFrames;
    const transfer = [lent.meters];
    this.#fill(new Int32Array(lent.meters), engine);
    if (lent.scope !== null) {
      this.#scope.fill(new Int32Array(lent.scope), engine);
      transfer.push(lent.scope);
    }
    this.#port.postMessage({ type: 'meters', lent }, transfer);
  }

  /** What the engine writes: the header up to the page's words, then the meters, whose peaks it takes with it. */
  #fill(to: Int32Array, { layout, words, header, meters }: EngineInstance): void {
    to.set(header);
    to.set(meters, layout.pageStart);
    this.#sinceRead ??= sinceReadWords(layout);
    const sinceRead = this.#sinceRead;
    // By index: an iterator allocates for each word, here where no call is frequent enough to be compiled for speed.
    for (let index = 0; index < sinceRead.length; index += 1) words[sinceRead[index] as number] = 0;
  }
}
