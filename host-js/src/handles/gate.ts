import { METERS } from 'megamixer-worklet/layout';
import type { Gate } from '../api/dynamics.js';
import type { NumberParam, Param, SwitchParam } from '../api/param.js';
import type { Controls } from './controls.js';
import { checkLevel, gated } from './curves.js';

export class GateHandle implements Gate {
  readonly #controls: Controls<'gate'>;

  constructor(controls: Controls<'gate'>) {
    this.#controls = controls;
  }

  get on(): SwitchParam {
    return this.#controls.param('on');
  }

  get threshold(): NumberParam {
    return this.#controls.param('threshold');
  }

  get range(): NumberParam {
    return this.#controls.param('range');
  }

  get ratio(): NumberParam {
    return this.#controls.param('ratio');
  }

  get attack(): Param {
    return this.#controls.param('attack');
  }

  get hold(): Param {
    return this.#controls.param('hold');
  }

  get release(): Param {
    return this.#controls.param('release');
  }

  get gainReduction(): number {
    return this.#controls.measured(METERS.gateReduction);
  }

  outputLevel(level: number): number {
    const [threshold, range, ratio] = [this.threshold.value, this.range.value, this.ratio.value];
    return gated(checkLevel(level), { threshold, range, ratio });
  }
}
