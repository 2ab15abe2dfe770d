import type { Eq } from '../api/eq.js';
import type { SwitchParam } from '../api/param.js';
import type { BiquadCoeffs } from './biquad.js';
import type { Controls } from './controls.js';
import { BandHandle, HighpassHandle, LowpassHandle } from './eq-filter.js';
import { Filters } from './filters.js';

type Bands = readonly [BandHandle, BandHandle, BandHandle, BandHandle];

export class EqHandle extends Filters implements Eq {
  readonly #controls: Controls<'eq'>;
  #bands?: Bands;

  constructor(controls: Controls<'eq'>) {
    super();
    this.#controls = controls;
  }

  get on(): SwitchParam {
    return this.#controls.param('on');
  }

  get highpass(): HighpassHandle {
    return this.#controls.part('highpass', HighpassHandle);
  }

  get bands(): Bands {
    this.#bands ??= newBands(this.#controls);
    return this.#bands;
  }

  get lowpass(): LowpassHandle {
    return this.#controls.part('lowpass', LowpassHandle);
  }

  sections(): readonly BiquadCoeffs[] {
    if (!this.on.value) return [];
    return [this.highpass, ...this.bands, this.lowpass].flatMap((filter) => filter.sections());
  }

  protected get sampleRate(): number {
    return this.#controls.desk.setup.sampleRate;
  }
}

function newBands(controls: Controls<'eq'>): Bands {
  return Object.freeze([
    controls.part('band1', BandHandle),
    controls.part('band2', BandHandle),
    controls.part('band3', BandHandle),
    controls.part('band4', BandHandle),
  ] as const);
}
