import { PARAMS } from 'megamixer-worklet/layout';
import type { ChoiceParam, GainParam, SwitchParam } from './api/param.js';
import type { Send } from './api/strip.js';
import type { Link } from './link.js';
import { ChoiceHandle, GainHandle, SwitchHandle } from './param.js';

const { send: specs } = PARAMS;

export class SendHandle implements Send {
  readonly index: number;
  readonly #link: Link;
  /** Where its words start, inside the strip's section. */
  readonly #first: number;
  #level?: GainParam;
  #tap?: ChoiceParam<'post' | 'pre'>;
  #on?: SwitchParam;

  constructor(link: Link, strip: number, bus: number) {
    this.index = bus;
    this.#link = link;
    this.#first = link.mirror.layout.send(strip, bus);
  }

  get level(): GainParam {
    this.#level ??= new GainHandle(this.#link.mirror, specs.level, this.#first);
    return this.#level;
  }

  get tap(): ChoiceParam<'post' | 'pre'> {
    this.#tap ??= new ChoiceHandle(this.#link.mirror, specs.tap, this.#first);
    return this.#tap;
  }

  get on(): SwitchParam {
    this.#on ??= new SwitchHandle(this.#link.mirror, specs.on, this.#first);
    return this.#on;
  }
}
