import { COMMANDS, MASTER_METERS } from 'megamixer-worklet/layout';
import type { Correlation, Limiter, Loudness, Master, Scope, TruePeak } from '../api/master.js';
import type { NumberParam, Param, SwitchParam } from '../api/param.js';
import { floatOf } from '../mirror/float-bits.js';
import { Controls } from './controls.js';
import type { Desk } from './desk.js';
import { CorrelationHandle, LoudnessHandle, TruePeakHandle } from './master-meters.js';
import { PathHandle } from './path.js';
import { ScopeHandle } from './scope.js';

export class MasterHandle extends PathHandle implements Master {
  readonly #controls: Controls<'master'>;
  #truePeak?: TruePeak;
  #loudness?: Loudness;
  #correlation?: Correlation;
  #scope?: Scope;

  constructor(desk: Desk) {
    const { layout } = desk.mirror;
    const controls = new Controls(desk, 'master', layout.master, layout.masterMeter);
    super(controls, COMMANDS.master);
    this.#controls = controls;
  }

  get limiter(): Limiter {
    return this.#controls.part('limiter', LimiterHandle);
  }

  get truePeak(): TruePeak {
    this.#truePeak ??= new TruePeakHandle(this.#controls.desk);
    return this.#truePeak;
  }

  get loudness(): Loudness {
    this.#loudness ??= new LoudnessHandle(this.#controls.desk);
    return this.#loudness;
  }

  get correlation(): Correlation {
    this.#correlation ??= new CorrelationHandle(this.#controls.desk);
    return this.#correlation;
  }

  get scope(): Scope {
    this.#scope ??= new ScopeHandle(this.#controls.desk);
    return this.#scope;
  }
}

class LimiterHandle implements Limiter {
  readonly #controls: Controls<'limiter'>;

  constructor(controls: Controls<'limiter'>) {
    this.#controls = controls;
  }

  get on(): SwitchParam {
    return this.#controls.param('on');
  }

  get ceiling(): NumberParam {
    return this.#controls.param('ceiling');
  }

  get release(): Param {
    return this.#controls.param('release');
  }

  get gainReduction(): number {
    const { mirror, readings } = this.#controls.desk;
    return floatOf(readings.load(mirror.layout.masterExtras + MASTER_METERS.limiterReduction));
  }
}
