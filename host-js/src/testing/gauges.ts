import { HEADER, MASTER_METERS, METERS } from 'megamixer-worklet/layout';
import type { Path } from '../api/path.js';
import type { MixerStats, Underruns } from '../api/stats.js';
import type { Desk } from '../handles/desk.js';
import { type ChannelWords, LEFT, RIGHT } from '../handles/meter.js';
import { bitsOf } from '../mirror/float-bits.js';
import type { Place } from '../stats/load.js';
import { both, count, type Figure, flag, type Gauge, number, numberOrNull } from './figures.js';
import { SilentContext } from './test-context.js';
import type { TestTransport } from './test-transport.js';

/** What can be set of every meter of a mixer, by its handle. */
export class Gauges {
  readonly #desk: Desk;
  readonly #transport: TestTransport;
  readonly #gauges = new Map<object, Gauge>();

  constructor(desk: Desk, stats: MixerStats, transport: TestTransport, place: Place) {
    this.#desk = desk;
    this.#transport = transport;
    this.#addMaster();
    for (const bus of desk.buses) this.#addPath(bus, desk.mirror.layout.busMeter(bus.index));
    for (const strip of desk.strips) {
      const record = desk.mirror.layout.stripMeter(strip.index);
      this.#addPath(strip, record);
      this.#gauges.set(strip.gate, { gainReduction: this.#float(record + METERS.gateReduction) });
    }
    this.#gauges.set(stats, { ...this.#counts(), ...this.#timing(stats, place) });
  }

  /** @throws TypeError for what is no meter of this mixer */
  of(meter: object): Gauge {
    const gauge = this.#gauges.get(meter);
    if (gauge !== undefined) return gauge;
    throw new TypeError('setMeter() takes a meter of this mixer, such as strip.meter, strip.gate or master.loudness.');
  }

  #addPath({ meter, compressor }: Path, record: number): void {
    const left = this.#channel(record, LEFT);
    const right = this.#channel(record, RIGHT);
    this.#gauges.set(meter.left, left);
    this.#gauges.set(meter.right, right);
    this.#gauges.set(meter, { ...both(left, right), fault: this.#flag(record + METERS.fault) });
    this.#gauges.set(compressor, { gainReduction: this.#float(record + METERS.compressorReduction) });
  }

  #addMaster(): void {
    const { master, mirror } = this.#desk;
    const extra = (word: keyof typeof MASTER_METERS) => mirror.layout.masterExtras + MASTER_METERS[word];
    this.#addPath(master, mirror.layout.masterMeter);
    this.#gauges.set(master.limiter, { gainReduction: this.#float(extra('limiterReduction')) });
    this.#gauges.set(master.truePeak, {
      left: this.#decibels(extra('truePeakLeft')),
      right: this.#decibels(extra('truePeakRight')),
      max: this.#decibels(extra('truePeakMax')),
    });
    this.#gauges.set(master.loudness, {
      momentary: this.#loudness(extra('momentary')),
      shortTerm: this.#loudness(extra('shortTerm')),
      integrated: this.#loudness(extra('integrated')),
      range: this.#loudness(extra('range')),
      momentaryMax: this.#loudness(extra('momentaryMax')),
      shortTermMax: this.#loudness(extra('shortTermMax')),
    });
    this.#gauges.set(master.correlation, { value: this.#float(extra('correlation')) });
  }

  #channel(record: number, words: ChannelWords): Gauge {
    return {
      peak: this.#float(record + words.peak),
      peakSinceRead: this.#float(record + words.peakSinceRead),
      rms: this.#float(record + words.rms),
      clip: this.#flag(record + words.clip),
    };
  }

  #counts(): Gauge {
    const names = ['quanta', 'stripsAwake', 'adoptions', 'deferrals', 'faults', 'adoptedSequence'] as const;
    const frames = count((value) => {
      this.#transport.set(HEADER.framesLow, value);
      this.#transport.set(HEADER.framesHigh, value / 2 ** 32);
    });
    const counts = names.map((name) => [name, count((value) => this.#transport.set(HEADER[name], value))]);
    return { frames, ...Object.fromEntries(counts) };
  }

  #timing(stats: MixerStats, place: Place): Gauge {
    return {
      load: number((value) => {
        // The first read begins to measure, and from the second on there is something to say.
        void stats.load;
        this.#transport.setLoad(value);
      }),
      underruns: {
        takes: '{ events, seconds } in a context of createTestContext()',
        fits: (value) => typeof value === 'object' && value !== null && place.context instanceof SilentContext,
        set: (value: Underruns) => (place.context as unknown as SilentContext).count(value),
      },
    };
  }

  #float(word: number): Figure {
    return number((value) => this.#transport.set(word, bitsOf(value)));
  }

  #decibels(word: number): Figure {
    return number((value) => this.#transport.set(word, bitsOf(10 ** (value / 20))));
  }

  #loudness(word: number): Figure {
    return numberOrNull((value) => this.#transport.set(word, bitsOf(value ?? Number.NaN)));
  }

  #flag(word: number): Figure {
    return flag((value) => this.#transport.set(word, value ? 1 : 0));
  }
}
