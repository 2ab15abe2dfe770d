import type { EngineInstance } from './engine-instance.js';
import { METERS } from './layout.gen.js';

/** The page paints about sixty times a second: sooner would be work that nobody sees. */
const INTERVAL_SECONDS = 0.016;
const RECORD_WORDS = METERS.fault + 1;

/**
 * The meters of the message transport. The page lends a buffer while somebody reads; it goes back full once 16 ms of
 * audio have passed since the last one, counted in frames, since a worklet has no finer clock.
 */
export class MetersOut {
  readonly #port: MessagePort;
  readonly #intervalFrames: number;
  readonly #lastFrame: number;
  #lent: ArrayBuffer | null = null;
  #due = 0;

  /** After `lastFrame` no quantum follows, so nothing is worth waiting for. */
  constructor(port: MessagePort, sampleRate: number, lastFrame: number) {
    this.#port = port;
    this.#intervalFrames = Math.floor(sampleRate * INTERVAL_SECONDS);
    this.#lastFrame = lastFrame;
  }

  lend(buffer: ArrayBuffer, engine: EngineInstance | null, frame: number): void {
    this.#lent = buffer;
    this.tick(engine, frame);
  }

  /** Returns the lent buffer if one is here and it is time. */
  tick(engine: EngineInstance | null, frame: number): void {
    if (this.#lent === null || engine === null) return;
    if (frame < this.#due && frame < this.#lastFrame) return;
    const meters = this.#lent;
    this.#lent = null;
    this.#due = frame + this.#intervalFrames;
    fill(new Int32Array(meters), engine);
    this.#port.postMessage({ type: 'meters', meters }, [meters]);
  }
}

/** What the engine writes: the header up to the page's words, then the meters, whose peaks it takes with it. */
function fill(to: Int32Array, engine: EngineInstance): void {
  const { layout, words } = engine;
  for (let word = 0; word < layout.pageStart; word += 1) to[word] = words[word] as number;
  const shift = layout.pageStart - layout.meters;
  for (let word = layout.meters; word < layout.words; word += 1) {
    to[word + shift] = words[word] as number;
  }
  const records = 1 + layout.buses + layout.strips;
  for (let record = 0; record < records; record += 1) {
    const first = layout.meters + record * RECORD_WORDS;
    words[first + METERS.peakSinceReadLeft] = 0;
    words[first + METERS.peakSinceReadRight] = 0;
  }
}
