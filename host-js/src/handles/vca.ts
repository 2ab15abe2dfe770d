import type { ParamSpec } from 'megamixer-worklet/layout';
import type { GainParam, SwitchParam, VcaParam } from '../api/param.js';
import type { Vca } from '../api/vca.js';
import { Controls } from './controls.js';
import type { Desk } from './desk.js';
import { ListHandle } from './param.js';

/** The words of a membership: 0 is no VCA, and from 1 on the VCAs. */
export const MEMBER_OF_VCA = 1;

/** The VCA that something is a member of. */
export class MembershipHandle extends ListHandle<Vca | null> implements VcaParam {
  readonly #desk: Desk;
  protected readonly wanted = 'null or one of mixer.vcas';

  constructor(desk: Desk, spec: ParamSpec, section: number) {
    super(desk.mirror, spec, section);
    this.#desk = desk;
  }

  get choices(): readonly (Vca | null)[] {
    return this.#desk.memberships;
  }
}

export class VcaHandle implements Vca {
  readonly index: number;
  readonly #controls: Controls<'vca'>;

  constructor(desk: Desk, index: number) {
    this.index = index;
    this.#controls = new Controls(desk, 'vca', desk.mirror.layout.vca(index));
  }

  get gain(): GainParam {
    return this.#controls.param('gain');
  }

  get mute(): SwitchParam {
    return this.#controls.param('mute');
  }

  get vca(): VcaParam {
    return this.#controls.param('vca');
  }
}
