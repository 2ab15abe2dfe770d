import { HEADER, type Layout } from 'megamixer-worklet/layout';
import type { Publisher } from '../mirror/mirror.js';
import { Arrival } from '../transports/arrival.js';
import type { Readings } from '../transports/link.js';
import { ScopeRing } from '../transports/scope-ring.js';
import { silentReadings } from '../transports/silent-readings.js';

/**
 * Between two reads of the load, so much time passes for it: enough for a mean of it, and so long that milliseconds tell
 * it to a millionth.
 */
const LOAD_STEP_S = 1000;

/** What plays into the strips. */
export interface Inputs {
  arrivesAt(strip: number): boolean;
}

/** A block in a plain ArrayBuffer, and nobody there who renders from it: it has taken an edit once that is published. */
export class TestTransport implements Publisher, Readings {
  readonly areOfNow = true;
  readonly #layout: Layout;
  readonly #silence: Int32Array<ArrayBuffer>;
  /** The meters that a command puts back, by its word. */
  readonly #latches: ReadonlyMap<number, readonly number[]>;
  readonly #inputs: Inputs;
  #block: Int32Array<ArrayBuffer>;
  #scope = ScopeRing.own();
  #load = 0;
  #sampleRate = 0;
  readonly #arrival = new Arrival();

  constructor(layout: Layout, latches: ReadonlyMap<number, readonly number[]>, inputs: Inputs) {
    this.#layout = layout;
    this.#latches = latches;
    this.#inputs = inputs;
    this.#silence = silentReadings(layout);
    this.#block = this.#silence.slice();
  }

  /** The block up to the end of its meters. */
  get block(): Int32Array<ArrayBuffer> {
    return this.#block;
  }

  /** A new engine is said to be in place, which has these words of the page. */
  attach(words: Int32Array, sampleRate: number): void {
    this.#sampleRate = sampleRate;
    this.#renew();
    this.#block.set(words, this.#layout.pageStart);
    this.#adopted(0);
    this.#arrival.arrived();
  }

  /** The engine is said to be gone. */
  detach(): void {
    this.#arrival.left();
    this.#renew();
  }

  publish(words: Int32Array, changed: Int32Array, values: number, versions: number): void {
    if (!this.#arrival.here) return;
    for (let index = 0; index < values + versions; index += 1) {
      const word = changed[index] as number;
      this.#block[word] = words[word] as number;
    }
    this.#block[HEADER.sequence] = words[HEADER.sequence] as number;
    this.#adopted(this.load(HEADER.adoptions) + 1);
    for (const word of changed.subarray(0, values)) {
      for (const meter of this.#latches.get(word) ?? []) this.set(meter, this.#silence[meter] as number);
    }
  }

  load(word: number): number {
    if (word === HEADER.busyMs) this.#passTime();
    if (word >= HEADER.connected0 && word <= HEADER.connected3) this.#look(word);
    return this.#block[word] as number;
  }

  take(word: number): number {
    const bits = this.load(word);
    if (this.#arrival.here) this.set(word, 0);
    return bits;
  }

  readScope(left: Float32Array, right: Float32Array): number {
    return this.#scope.read(left, right);
  }

  /** Has a word of the engine's read that. */
  set(word: number, bits: number): void {
    this.#block[word] = bits;
  }

  /** Plays what is given, left and right in turn, into the scope. */
  play(interleaved: Int32Array): void {
    const frames = interleaved.length / 2;
    const end = this.#scope.read(new Float32Array(0), new Float32Array(0));
    this.#scope.write(end + frames, frames, interleaved);
  }

  /** Has the load be measured as that share of the time. */
  setLoad(load: number): void {
    this.#load = load;
  }

  expect(): void {
    this.#arrival.expect();
  }

  fail(error: Error): void {
    this.#arrival.fail(error);
  }

  settled(): Promise<void> {
    return this.#arrival.wait();
  }

  close(): void {
    this.#arrival.close();
  }

  #renew(): void {
    this.#block = this.#silence.slice();
    this.#scope = ScopeRing.own();
  }

  #adopted(adoptions: number): void {
    this.set(HEADER.adoptions, adoptions);
    this.set(HEADER.adoptedSequence, this.load(HEADER.sequence));
  }

  #look(word: number): void {
    const first = (word - HEADER.connected0) * 32;
    let bits = 0;
    for (let strip = first; this.#arrival.here && strip < Math.min(first + 32, this.#layout.strips); strip += 1) {
      if (this.#inputs.arrivesAt(strip)) bits |= 1 << (strip - first);
    }
    this.set(word, bits);
  }

  #passTime(): void {
    const add = (word: number, by: number) => this.set(word, (this.#block[word] as number) + by);
    add(HEADER.busyMs, Math.round(this.#load * LOAD_STEP_S * 1000));
    add(HEADER.timedFrames, LOAD_STEP_S * this.#sampleRate);
  }
}
