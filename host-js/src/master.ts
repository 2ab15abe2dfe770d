import { COMMANDS, PARAMS } from 'megamixer-worklet/layout';
import type { Meter } from './api/meter.js';
import type { GainParam, SwitchParam } from './api/param.js';
import type { Master } from './api/strip.js';
import type { Link } from './link.js';
import { commandsAt, MeterHandle } from './meter.js';
import { GainHandle, SwitchHandle } from './param.js';

const { master: specs } = PARAMS;

export class MasterHandle implements Master {
  readonly #link: Link;
  /** Where its section starts. */
  readonly #section: number;
  #gain?: GainParam;
  #mute?: SwitchParam;
  #meter?: Meter;

  constructor(link: Link) {
    this.#link = link;
    this.#section = link.mirror.layout.master;
  }

  get gain(): GainParam {
    this.#gain ??= new GainHandle(this.#link.mirror, specs.gain, this.#section);
    return this.#gain;
  }

  get mute(): SwitchParam {
    this.#mute ??= new SwitchHandle(this.#link.mirror, specs.mute, this.#section);
    return this.#mute;
  }

  get meter(): Meter {
    this.#meter ??= new MeterHandle(
      this.#link,
      this.#link.mirror.layout.masterMeter,
      commandsAt(this.#section, COMMANDS.master),
    );
    return this.#meter;
  }
}
