import type { Compressor } from '../api/dynamics.js';
import type { Eq } from '../api/eq.js';
import type { Meter } from '../api/meter.js';
import type { ChoiceParam, GainParam, SwitchParam } from '../api/param.js';
import { CompressorHandle } from './compressor.js';
import type { Controls } from './controls.js';
import { EqHandle } from './eq.js';
import { commandsAt, type MeterCommands, MeterHandle } from './meter.js';

/** What strips, buses and the master have in common. */
export abstract class PathHandle {
  readonly #controls: Controls<'strip' | 'bus' | 'master'>;
  readonly #commands: MeterCommands;
  #meter?: Meter;

  /** `commands` are those of the section, counted from its first word. */
  constructor(controls: Controls<'strip' | 'bus' | 'master'>, commands: MeterCommands) {
    this.#controls = controls;
    this.#commands = commands;
  }

  get eq(): Eq {
    return this.#controls.part('eq', EqHandle);
  }

  get compressor(): Compressor {
    return this.#controls.part('compressor', CompressorHandle);
  }

  get gain(): GainParam {
    return this.#controls.param('gain');
  }

  get mute(): SwitchParam {
    return this.#controls.param('mute');
  }

  get meterPoint(): ChoiceParam<'post' | 'pre' | 'input'> {
    return this.#controls.param('meterPoint');
  }

  get meter(): Meter {
    const { desk, first, meter } = this.#controls;
    this.#meter ??= new MeterHandle(desk, meter, commandsAt(first, this.#commands));
    return this.#meter;
  }
}
