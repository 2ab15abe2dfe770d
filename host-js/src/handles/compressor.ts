import { METERS } from 'megamixer-worklet/layout';
import type { Compressor, KeyHighpass } from '../api/dynamics.js';
import type { ChoiceParam, KeyParam, NumberParam, Param, SwitchParam } from '../api/param.js';
import type { Controls } from './controls.js';
import { checkLevel, compressed } from './curves.js';

export class CompressorHandle implements Compressor {
  readonly #controls: Controls<'compressor'>;

  constructor(controls: Controls<'compressor'>) {
    this.#controls = controls;
  }

  get on(): SwitchParam {
    return this.#controls.param('on');
  }

  get threshold(): NumberParam {
    return this.#controls.param('threshold');
  }

  get knee(): NumberParam {
    return this.#controls.param('knee');
  }

  get ratio(): NumberParam {
    return this.#controls.param('ratio');
  }

  get attack(): Param {
    return this.#controls.param('attack');
  }

  get release(): Param {
    return this.#controls.param('release');
  }

  get makeup(): NumberParam {
    return this.#controls.param('makeup');
  }

  get mix(): NumberParam {
    return this.#controls.param('mix');
  }

  get detector(): ChoiceParam<'peak' | 'rms'> {
    return this.#controls.param('detector');
  }

  get key(): KeyParam {
    return this.#controls.param('key');
  }

  get keyHighpass(): KeyHighpass {
    return this.#controls.part('keyHighpass', KeyHighpassHandle);
  }

  get gainReduction(): number {
    return this.#controls.measured(METERS.compressorReduction);
  }

  outputLevel(level: number): number {
    const [threshold, knee] = [this.threshold.value, this.knee.value];
    const [ratio, makeup] = [this.ratio.value, this.makeup.value];
    return compressed(checkLevel(level), { threshold, knee, ratio, makeup });
  }
}

class KeyHighpassHandle implements KeyHighpass {
  readonly #controls: Controls<'keyHighpass'>;

  constructor(controls: Controls<'keyHighpass'>) {
    this.#controls = controls;
  }

  get on(): SwitchParam {
    return this.#controls.param('on');
  }

  get frequency(): NumberParam {
    return this.#controls.param('frequency');
  }
}
