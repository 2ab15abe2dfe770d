import { HEADER } from 'megamixer-worklet/layout';
import type { MixerReport, MixerStats, Underruns } from '../api/stats.js';
import type { Link } from '../transports/link.js';
import { Load, type LoadEstimate, type Place } from './load.js';

/** How often a report looks whether the load is known, and how long it waits for it. */
const LOOK_MS = 100;
const PATIENCE_MS = 4000;

/** Chromium counts underruns; the type library does not know yet. */
interface CountingContext extends BaseAudioContext {
  readonly playbackStats?: { readonly underrunEvents: number; readonly underrunDuration: number };
}

export class Stats implements MixerStats {
  readonly #link: Link;
  readonly #place: Place;
  readonly #load: Load;
  readonly #report: (stats: MixerStats, load: LoadEstimate | null) => MixerReport;

  /** `report` makes one of what these count and how the load is. */
  constructor(link: Link, place: Place, report: (stats: MixerStats, load: LoadEstimate | null) => MixerReport) {
    this.#link = link;
    this.#place = place;
    this.#load = new Load(link, place);
    this.#report = report;
  }

  get adoptions(): number {
    return this.#count(HEADER.adoptions);
  }

  get deferrals(): number {
    return this.#count(HEADER.deferrals);
  }

  get quanta(): number {
    return this.#count(HEADER.quanta);
  }

  get frames(): number {
    // The engine stores the low half, then the high one, which moves only when the low one starts again. Of a low half
    // near its end, the high one from before it is the right one; of one near its start, the high one from after it.
    // What is left is a read of both between those two stores, once in 2 ** 32 frames: nothing in the block tells it.
    const before = this.#count(HEADER.framesHigh);
    const low = this.#count(HEADER.framesLow);
    const high = low >= 2 ** 31 ? before : this.#count(HEADER.framesHigh);
    return high * 2 ** 32 + low;
  }

  get stripsAwake(): number {
    return this.#count(HEADER.stripsAwake);
  }

  get faults(): number {
    return this.#count(HEADER.faults);
  }

  get adoptedSequence(): number {
    return this.#count(HEADER.adoptedSequence);
  }

  get sequence(): number {
    return this.#link.mirror.read(HEADER.sequence) >>> 0;
  }

  get load(): number | null {
    return this.#estimate()?.value ?? null;
  }

  get underruns(): Underruns | null {
    const counted = (this.#place.context as CountingContext).playbackStats;
    if (counted === undefined) return null;
    return { events: counted.underrunEvents, seconds: counted.underrunDuration };
  }

  async report(): Promise<MixerReport> {
    const start = performance.now();
    let load = this.#estimate();
    while (load === null && this.#plays() && performance.now() - start < PATIENCE_MS) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      load = this.#estimate();
    }
    return this.#report(this, load);
  }

  #estimate(): LoadEstimate | null {
    return this.#plays() ? this.#load.read() : null;
  }

  /** Whether audio goes on in time: elsewhere what a quantum takes is a share of nothing. */
  #plays(): boolean {
    const { context } = this.#place;
    return !('length' in context) && context.state === 'running' && !this.#link.mirror.closed;
  }

  #count(word: number): number {
    return this.#link.readings.load(word) >>> 0;
  }
}
