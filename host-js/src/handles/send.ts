import type { ChoiceParam, GainParam, SwitchParam } from '../api/param.js';
import type { Send } from '../api/strip.js';
import { Controls } from './controls.js';
import type { Desk } from './desk.js';

class SendHandle implements Send {
  readonly index: number;
  readonly #controls: Controls<'send'>;

  constructor(desk: Desk, strip: number, bus: number) {
    this.index = bus;
    this.#controls = new Controls(desk, 'send', desk.mirror.layout.send(strip, bus));
  }

  get level(): GainParam {
    return this.#controls.param('level');
  }

  get tap(): ChoiceParam<'post' | 'pre'> {
    return this.#controls.param('tap');
  }

  get on(): SwitchParam {
    return this.#controls.param('on');
  }
}

/** The sends of a strip, one per bus. */
export function newSends(desk: Desk, strip: number): readonly Send[] {
  return Object.freeze(desk.buses.map((_, bus) => new SendHandle(desk, strip, bus)));
}
