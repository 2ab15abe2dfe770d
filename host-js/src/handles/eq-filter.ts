import type { Band, BandType, Cut } from '../api/eq.js';
import type { ChoiceParam, NumberParam, SwitchParam } from '../api/param.js';
import { type BiquadCoeffs, band, highpass, lowpass } from './biquad.js';
import type { Controls } from './controls.js';
import { Filters } from './filters.js';

/** As in the engine: above, a filter would be nothing but the edge of the band. */
const HIGHEST_SHARE = 0.49;

/** Butterworth: the Q of each section, from the angles of its poles. */
const SECTION_QS: Record<'12' | '24', readonly number[]> = {
  12: [Math.SQRT1_2],
  24: [1 / (2 * Math.cos(Math.PI / 8)), 1 / (2 * Math.cos((3 * Math.PI) / 8))],
};

/** One filter of the EQ. */
abstract class FilterHandle<R extends 'highpass' | 'lowpass' | 'band1' | 'band2' | 'band3' | 'band4'> extends Filters {
  protected readonly controls: Controls<R>;

  constructor(controls: Controls<R>) {
    super();
    this.controls = controls;
  }

  abstract readonly frequency: NumberParam;

  protected get sampleRate(): number {
    return this.controls.desk.setup.sampleRate;
  }

  /** Where it takes effect. */
  protected get effective(): number {
    return Math.min(this.frequency.value, HIGHEST_SHARE * this.sampleRate);
  }
}

type CutFormula = (frequency: number, q: number, sampleRate: number) => BiquadCoeffs;

abstract class CutHandle extends FilterHandle<'highpass' | 'lowpass'> implements Cut {
  protected abstract readonly formula: CutFormula;

  get on(): SwitchParam {
    return this.controls.param('on');
  }

  get slope(): ChoiceParam<'12' | '24'> {
    return this.controls.param('slope');
  }

  get frequency(): NumberParam {
    return this.controls.param('frequency');
  }

  sections(): readonly BiquadCoeffs[] {
    if (!this.on.value) return [];
    return SECTION_QS[this.slope.value].map((q) => this.formula(this.effective, q, this.sampleRate));
  }
}

export class HighpassHandle extends CutHandle {
  protected readonly formula = highpass;
}

export class LowpassHandle extends CutHandle {
  protected readonly formula = lowpass;
}

export class BandHandle extends FilterHandle<'band1' | 'band2' | 'band3' | 'band4'> implements Band {
  get on(): SwitchParam {
    return this.controls.param('on');
  }

  get type(): ChoiceParam<BandType> {
    return this.controls.param('type');
  }

  get frequency(): NumberParam {
    return this.controls.param('frequency');
  }

  get gain(): NumberParam {
    return this.controls.param('gain');
  }

  get Q(): NumberParam {
    return this.controls.param('Q');
  }

  sections(): readonly BiquadCoeffs[] {
    if (!this.on.value) return [];
    return [band(this.type.value, this.effective, this.gain.value, this.Q.value, this.sampleRate)];
  }
}
