import { COMMANDS, MASTER_METERS } from 'megamixer-worklet/layout';
import type { Correlation, Loudness, TruePeak } from '../api/master.js';
import { floatOf } from '../mirror/float-bits.js';
import type { Desk } from './desk.js';
import { type Want, Wanted } from './wanted.js';

/** What is measured of the master only while somebody has subscribed. */
abstract class CostlyMeter {
  readonly #desk: Desk;
  readonly #wanted: Wanted;

  constructor(desk: Desk, want: Want) {
    this.#desk = desk;
    this.#wanted = new Wanted(desk.mirror, want);
  }

  subscribe(): () => void {
    return this.#wanted.subscribe();
  }

  protected read(word: keyof typeof MASTER_METERS): number {
    const { mirror, readings } = this.#desk;
    return floatOf(readings.load(mirror.layout.masterExtras + MASTER_METERS[word]));
  }

  protected command(word: keyof typeof COMMANDS.master): void {
    const { mirror } = this.#desk;
    mirror.command(mirror.layout.master + COMMANDS.master[word]);
  }
}

export class TruePeakHandle extends CostlyMeter implements TruePeak {
  constructor(desk: Desk) {
    super(desk, 'wantTruePeak');
  }

  get left(): number {
    return inDecibels(this.read('truePeakLeft'));
  }

  get right(): number {
    return inDecibels(this.read('truePeakRight'));
  }

  get max(): number {
    return inDecibels(this.read('truePeakMax'));
  }

  reset(): void {
    this.command('resetTruePeak');
  }
}

export class LoudnessHandle extends CostlyMeter implements Loudness {
  constructor(desk: Desk) {
    super(desk, 'wantLoudness');
  }

  get available(): boolean {
    return !Number.isNaN(this.read('momentary'));
  }

  get momentary(): number | null {
    return this.#figure('momentary');
  }

  get shortTerm(): number | null {
    return this.#figure('shortTerm');
  }

  get integrated(): number | null {
    return this.#figure('integrated');
  }

  get range(): number | null {
    return this.#figure('range');
  }

  get momentaryMax(): number | null {
    return this.#figure('momentaryMax');
  }

  get shortTermMax(): number | null {
    return this.#figure('shortTermMax');
  }

  reset(): void {
    this.command('resetLoudness');
  }

  #figure(word: keyof typeof MASTER_METERS): number | null {
    const figure = this.read(word);
    return Number.isNaN(figure) ? null : figure;
  }
}

export class CorrelationHandle extends CostlyMeter implements Correlation {
  constructor(desk: Desk) {
    super(desk, 'wantCorrelation');
  }

  get value(): number {
    return this.read('correlation');
  }
}

/** -Infinity for silence: unlike a fader, what is measured has no floor. */
function inDecibels(level: number): number {
  return 20 * Math.log10(level);
}
