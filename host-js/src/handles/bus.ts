import { COMMANDS } from 'megamixer-worklet/layout';
import type { Bus } from '../api/bus.js';
import type { Effect } from '../api/effect.js';
import type { ChoiceParam, NumberParam, RouteParam, SwitchParam, VcaParam } from '../api/param.js';
import { Controls } from './controls.js';
import type { Desk } from './desk.js';
import { EffectHandle } from './effect.js';
import { PathHandle } from './path.js';
import { newSolo } from './solo.js';

export class BusHandle extends PathHandle implements Bus {
  readonly index: number;
  readonly #controls: Controls<'bus'>;
  #effect?: Effect;
  #solo?: SwitchParam;

  constructor(desk: Desk, index: number) {
    const { layout } = desk.mirror;
    const controls = new Controls(desk, 'bus', layout.bus(index), layout.busMeter(index));
    super(controls, COMMANDS.bus);
    this.index = index;
    this.#controls = controls;
  }

  get effect(): Effect {
    this.#effect ??= new EffectHandle(this.#controls.inner('effect'), this.index);
    return this.#effect;
  }

  get pan(): NumberParam {
    return this.#controls.param('pan');
  }

  get output(): RouteParam {
    return this.#controls.param('output');
  }

  get vca(): VcaParam {
    return this.#controls.param('vca');
  }

  get solo(): SwitchParam {
    this.#solo ??= newSolo(this.#controls.desk, 'bus', this.#controls.first);
    return this.#solo;
  }

  get soloSafe(): SwitchParam {
    return this.#controls.param('soloSafe');
  }

  get listen(): ChoiceParam<'off' | 'pfl' | 'afl'> {
    return this.#controls.param('listen');
  }
}
