import type { Monitor } from '../api/mixer.js';
import type { GainParam, SwitchParam } from '../api/param.js';
import type { Controls } from './controls.js';

export class MonitorHandle implements Monitor {
  readonly #controls: Controls<'monitor'>;

  constructor(controls: Controls<'monitor'>) {
    this.#controls = controls;
  }

  get gain(): GainParam {
    return this.#controls.param('gain');
  }

  get dim(): SwitchParam {
    return this.#controls.param('dim');
  }

  get mono(): SwitchParam {
    return this.#controls.param('mono');
  }
}
