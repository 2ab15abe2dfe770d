import { COMMANDS, PARAMS } from 'megamixer-worklet/layout';
import type { Meter } from './api/meter.js';
import type { GainParam, NumberParam, SwitchParam } from './api/param.js';
import type { Bus } from './api/strip.js';
import type { Link } from './link.js';
import { commandsAt, MeterHandle } from './meter.js';
import { GainHandle, NumberHandle, SwitchHandle } from './param.js';

const { bus: specs } = PARAMS;

export class BusHandle implements Bus {
  readonly index: number;
  readonly #link: Link;
  /** Where its section starts. */
  readonly #section: number;
  #gain?: GainParam;
  #pan?: NumberParam;
  #mute?: SwitchParam;
  #solo?: SwitchParam;
  #soloSafe?: SwitchParam;
  #meter?: Meter;

  constructor(link: Link, index: number) {
    this.index = index;
    this.#link = link;
    this.#section = link.mirror.layout.bus(index);
  }

  get gain(): GainParam {
    this.#gain ??= new GainHandle(this.#link.mirror, specs.gain, this.#section);
    return this.#gain;
  }

  get pan(): NumberParam {
    this.#pan ??= new NumberHandle(this.#link.mirror, specs.pan, this.#section);
    return this.#pan;
  }

  get mute(): SwitchParam {
    this.#mute ??= new SwitchHandle(this.#link.mirror, specs.mute, this.#section);
    return this.#mute;
  }

  get solo(): SwitchParam {
    this.#solo ??= new SwitchHandle(this.#link.mirror, specs.solo, this.#section);
    return this.#solo;
  }

  get soloSafe(): SwitchParam {
    this.#soloSafe ??= new SwitchHandle(this.#link.mirror, specs.soloSafe, this.#section);
    return this.#soloSafe;
  }

  get meter(): Meter {
    this.#meter ??= new MeterHandle(
      this.#link,
      this.#link.mirror.layout.busMeter(this.index),
      commandsAt(this.#section, COMMANDS.bus),
    );
    return this.#meter;
  }
}
