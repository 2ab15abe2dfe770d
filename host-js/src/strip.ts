import { COMMANDS, PARAMS } from 'megamixer-worklet/layout';
import type { Meter } from './api/meter.js';
import type { ChoiceParam, GainParam, NumberParam, SwitchParam } from './api/param.js';
import type { Send, Strip } from './api/strip.js';
import type { Connections } from './connections.js';
import type { Link } from './link.js';
import { commandsAt, MeterHandle } from './meter.js';
import { ChoiceHandle, GainHandle, NumberHandle, SwitchHandle } from './param.js';
import { SendHandle } from './send.js';

const { strip: specs } = PARAMS;

export class StripHandle implements Strip {
  readonly index: number;
  readonly #link: Link;
  readonly #connections: Connections;
  /** Where its section starts. */
  readonly #section: number;
  #trim?: GainParam;
  #polarity?: SwitchParam;
  #input?: ChoiceParam<'stereo' | 'mono'>;
  #gain?: GainParam;
  #mute?: SwitchParam;
  #pan?: NumberParam;
  #solo?: SwitchParam;
  #soloSafe?: SwitchParam;
  #sends?: readonly Send[];
  #meter?: Meter;

  constructor(link: Link, connections: Connections, index: number) {
    this.index = index;
    this.#link = link;
    this.#connections = connections;
    this.#section = link.mirror.layout.strip(index);
  }

  get trim(): GainParam {
    this.#trim ??= new GainHandle(this.#link.mirror, specs.trim, this.#section);
    return this.#trim;
  }

  get polarity(): SwitchParam {
    this.#polarity ??= new SwitchHandle(this.#link.mirror, specs.polarity, this.#section);
    return this.#polarity;
  }

  get input(): ChoiceParam<'stereo' | 'mono'> {
    this.#input ??= new ChoiceHandle(this.#link.mirror, specs.input, this.#section);
    return this.#input;
  }

  get gain(): GainParam {
    this.#gain ??= new GainHandle(this.#link.mirror, specs.gain, this.#section);
    return this.#gain;
  }

  get mute(): SwitchParam {
    this.#mute ??= new SwitchHandle(this.#link.mirror, specs.mute, this.#section);
    return this.#mute;
  }

  get pan(): NumberParam {
    this.#pan ??= new NumberHandle(this.#link.mirror, specs.pan, this.#section);
    return this.#pan;
  }

  get solo(): SwitchParam {
    this.#solo ??= new SwitchHandle(this.#link.mirror, specs.solo, this.#section);
    return this.#solo;
  }

  get soloSafe(): SwitchParam {
    this.#soloSafe ??= new SwitchHandle(this.#link.mirror, specs.soloSafe, this.#section);
    return this.#soloSafe;
  }

  get sends(): readonly Send[] {
    this.#sends ??= Object.freeze(
      Array.from({ length: this.#link.mirror.layout.buses }, (_, bus) => new SendHandle(this.#link, this.index, bus)),
    );
    return this.#sends;
  }

  get meter(): Meter {
    this.#meter ??= new MeterHandle(
      this.#link,
      this.#link.mirror.layout.stripMeter(this.index),
      commandsAt(this.#section, COMMANDS.strip),
    );
    return this.#meter;
  }

  connect(source: AudioNode, output = 0): () => void {
    this.#link.mirror.assertOpen();
    return this.#connections.connect(source, output, this.index);
  }
}
