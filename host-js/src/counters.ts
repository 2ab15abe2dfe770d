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
    for (;;) {
      // The halves are two words: should the high one move in between, the low one is of either.
      const high = this.#load(HEADER.framesHigh);
      const low = this.#load(HEADER.framesLow);
      if (this.#load(HEADER.framesHigh) === high) return high * 2 ** 32 + low;
    }
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
