import { COMMANDS } from 'megamixer-worklet/layout';
import type { Gate } from '../api/dynamics.js';
import type { ChoiceParam, GainParam, NumberParam, Param, RouteParam, SwitchParam, VcaParam } from '../api/param.js';
import type { PanLaw, Send, Stereo, Strip } from '../api/strip.js';
import { Controls } from './controls.js';
import type { Desk } from './desk.js';
import { GateHandle } from './gate.js';
import { SettingHandle } from './param.js';
import { PathHandle } from './path.js';
import { newSends } from './send.js';
import { newSolo } from './solo.js';

export class StripHandle extends PathHandle implements Strip {
  readonly index: number;
  readonly #controls: Controls<'strip'>;
  #delay?: Param;
  #solo?: SwitchParam;
  #sends?: readonly Send[];

  constructor(desk: Desk, index: number) {
    const { layout } = desk.mirror;
    const controls = new Controls(desk, 'strip', layout.strip(index), layout.stripMeter(index));
    super(controls, COMMANDS.strip);
    this.index = index;
    this.#controls = controls;
  }

  get id(): string | null {
    return this.#controls.desk.claims.idOf(this.index);
  }

  get trim(): GainParam {
    return this.#controls.param('trim');
  }

  get polarity(): SwitchParam {
    return this.#controls.param('polarity');
  }

  get input(): ChoiceParam<'stereo' | 'mono'> {
    return this.#controls.param('input');
  }

  get delay(): Param {
    const { desk, first } = this.#controls;
    this.#delay ??= new SettingHandle(
      desk.mirror,
      { ...this.#controls.spec('delay'), max: desk.setup.maxDelay },
      first,
    );
    return this.#delay;
  }

  get stereo(): Stereo {
    return this.#controls.part('stereo', StereoHandle);
  }

  get gate(): Gate {
    return this.#controls.part('gate', GateHandle);
  }

  get order(): ChoiceParam<'eq_dynamics' | 'dynamics_eq'> {
    return this.#controls.param('order');
  }

  get pan(): NumberParam {
    return this.#controls.param('pan');
  }

  get panLaw(): ChoiceParam<PanLaw> {
    return this.#controls.param('panLaw');
  }

  get output(): RouteParam {
    return this.#controls.param('output');
  }

  get vca(): VcaParam {
    return this.#controls.param('vca');
  }

  get solo(): SwitchParam {
    this.#solo ??= newSolo(this.#controls.desk, 'strip', this.#controls.first);
    return this.#solo;
  }

  get soloSafe(): SwitchParam {
    return this.#controls.param('soloSafe');
  }

  get listen(): ChoiceParam<'off' | 'pfl' | 'afl'> {
    return this.#controls.param('listen');
  }

  get sends(): readonly Send[] {
    this.#sends ??= newSends(this.#controls.desk, this.index);
    return this.#sends;
  }

  connect(source: AudioNode, output = 0): () => void {
    const { mirror, connections } = this.#controls.desk;
    mirror.assertOpen();
    return connections.connect(source, output, this.index);
  }

  release(): Promise<void> {
    return this.#controls.desk.claims.release(this.index);
  }
}

class StereoHandle implements Stereo {
  readonly #controls: Controls<'stereo'>;

  constructor(controls: Controls<'stereo'>) {
    this.#controls = controls;
  }

  get mono(): SwitchParam {
    return this.#controls.param('mono');
  }

  get swap(): SwitchParam {
    return this.#controls.param('swap');
  }

  get width(): NumberParam {
    return this.#controls.param('width');
  }
}
