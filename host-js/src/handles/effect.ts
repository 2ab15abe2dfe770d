import type { Delay, Effect, EffectType, Reverb } from '../api/effect.js';
import type { ChoiceParam, NumberParam, Param, SwitchParam } from '../api/param.js';
import { MixerError } from '../errors.js';
import type { Controls } from './controls.js';
import { ChoiceHandle } from './param.js';

export class EffectHandle implements Effect {
  readonly #controls: Controls<'effect'>;
  readonly #bus: number;
  #type?: ChoiceParam<EffectType>;

  constructor(controls: Controls<'effect'>, bus: number) {
    this.#controls = controls;
    this.#bus = bus;
  }

  get type(): ChoiceParam<EffectType> {
    this.#type ??= new TypeHandle(this.#controls, this.#bus);
    return this.#type;
  }

  get reverb(): Reverb {
    return this.#controls.part('reverb', ReverbHandle);
  }

  get delay(): Delay {
    return this.#controls.part('delay', DelayHandle);
  }
}

/** A bus without a slot has no effect. */
class TypeHandle extends ChoiceHandle<EffectType> {
  readonly #bus: number;
  /** How many buses have a slot. */
  readonly #slots: number;

  constructor(controls: Controls<'effect'>, bus: number) {
    const { mirror, setup } = controls.desk;
    super(mirror, controls.spec('type'), controls.first);
    this.#bus = bus;
    this.#slots = Math.min(setup.effects, mirror.layout.buses);
  }

  protected override admit(type: EffectType): void {
    if (type === 'none' || this.#bus < this.#slots) return;
    const slots =
      this.#slots === 0 ? 'no bus of this mixer has one' : `only the first ${this.#slots} of its buses have`;
    throw new MixerError(
      'no-effect-slot',
      `Bus ${this.#bus} has no effect slot: ${slots}. Ask for more with createMixer(context, { effects: ${this.#bus + 1} }), or take another bus.`,
    );
  }
}

class ReverbHandle implements Reverb {
  readonly #controls: Controls<'reverb'>;

  constructor(controls: Controls<'reverb'>) {
    this.#controls = controls;
  }

  get predelay(): NumberParam {
    return this.#controls.param('predelay');
  }

  get decay(): NumberParam {
    return this.#controls.param('decay');
  }

  get size(): NumberParam {
    return this.#controls.param('size');
  }

  get damping(): NumberParam {
    return this.#controls.param('damping');
  }

  get lowCut(): NumberParam {
    return this.#controls.param('lowCut');
  }

  get mix(): NumberParam {
    return this.#controls.param('mix');
  }
}

class DelayHandle implements Delay {
  readonly #controls: Controls<'delay'>;

  constructor(controls: Controls<'delay'>) {
    this.#controls = controls;
  }

  get time(): Param {
    return this.#controls.param('time');
  }

  get feedback(): NumberParam {
    return this.#controls.param('feedback');
  }

  get pingPong(): SwitchParam {
    return this.#controls.param('pingPong');
  }

  get lowCut(): NumberParam {
    return this.#controls.param('lowCut');
  }

  get highCut(): NumberParam {
    return this.#controls.param('highCut');
  }

  get mix(): NumberParam {
    return this.#controls.param('mix');
  }
}
