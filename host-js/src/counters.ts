import { HEADER } from 'megamixer-worklet/layout';
import type { MixerCounters } from './api/mixer.js';
import type { Link } from './link.js';

export class Counters implements MixerCounters {
  readonly #link: Link;

  constructor(link: Link) {
    this.#link = link;
  }

  get adoptions(): number {
    return this.#load(HEADER.adoptions);
  }

  get deferrals(): number {
    return this.#load(HEADER.deferrals);
  }

  get quanta(): number {
    return this.#load(HEADER.quanta);
  }

  get frames(): number {
    // The engine stores the low half, then the high one, which moves only when the low one starts again. Of a low half
    // near its end, the high one from before it is the right one; of one near its start, the high one from after it.
    // What is left is a read of both between those two stores, once in 2 ** 32 frames: nothing in the block tells it.
    const before = this.#load(HEADER.framesHigh);
    const low = this.#load(HEADER.framesLow);
    const high = low >= 2 ** 31 ? before : this.#load(HEADER.framesHigh);
    return high * 2 ** 32 + low;
  }

  get stripsAwake(): number {
    return this.#load(HEADER.stripsAwake);
  }

  get faults(): number {
    return this.#load(HEADER.faults);
  }

  get adoptedSequence(): number {
    return this.#load(HEADER.adoptedSequence);
  }

  get sequence(): number {
    return this.#link.mirror.read(HEADER.sequence) >>> 0;
  }

  #load(word: number): number {
    return this.#link.readings.load(word) >>> 0;
  }
}
