import type { EngineInstance } from './engine-instance.js';
import { HEADER } from './layout.gen.js';

/** No quantum takes so long and is heard: somebody has set the clock. */
const ABSURD_MS = 1000;
const NOT_TIMED = -1;

/**
 * Times quanta while the page wants to know the load. The only clock of a worklet steps a whole millisecond, and most
 * quanta take a small part of one. But where the step falls is as good as random, so that what it passes within a
 * quantum is on average what the quantum took: summed over many, it is right.
 */
export class Stopwatch {
  #start = NOT_TIMED;

  start(engine: EngineInstance): void {
    this.#start = engine.loadWanted ? now() : NOT_TIMED;
  }

  stop(engine: EngineInstance, frames: number): void {
    if (this.#start === NOT_TIMED) return;
    const elapsed = now() - this.#start;
    if (elapsed < 0 || elapsed > ABSURD_MS) return;
    add(engine.words, HEADER.busyMs, elapsed);
    add(engine.words, HEADER.timedFrames, frames);
  }
}

/** Milliseconds of the clock as an integer so small that keeping it allocates nothing: it starts anew after 12 days. */
function now(): number {
  return Date.now() & 0x3fff_ffff;
}

/** To a word that nobody else writes. */
function add(words: Int32Array, word: number, what: number): void {
  if (what !== 0) Atomics.store(words, word, ((words[word] as number) + what) | 0);
}
