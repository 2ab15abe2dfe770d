import type { Bus, Strip, Vca } from 'megamixer';
import { colourOf } from '../colour-of.ts';
import { busDetail } from '../detail/bus-detail.ts';
import type { Desk } from '../detail/desk.ts';
import { BUSES } from '../song/mix/balance.ts';
import { ChannelView } from './channel-view.ts';
import { compressorLamp, effectLamp, eqLamp, vcaLamps } from './lamps.ts';
import { SendMap } from './send-map.ts';

/** One bus, with a picture of what strips send to it. */
export class BusView extends ChannelView {
  readonly #bus: Bus;

  /** `strips` are all that might feed it, with their colours. */
  constructor(bus: Bus, vcas: readonly Vca[], strips: readonly Strip[], colours: readonly string[]) {
    super({
      ...{ channel: bus, place: `bus-${bus.index}`, tag: letterOf(bus.index), name: BUSES[bus.index]!.name },
      ...{ colour: colourOf(`bus-${bus.index}`), group: 'Buses', head: new SendMap(bus, strips, colours).root },
      lamps: [...vcaLamps(bus, vcas), effectLamp(bus.effect), eqLamp(bus.eq), compressorLamp(bus.compressor)],
    });
    this.#bus = bus;
  }

  detail(nameField: HTMLElement, desk: Desk): HTMLElement[] {
    return busDetail(this.#bus, this.colour, nameField, desk);
  }
}

/** Buses are lettered, strips numbered. */
function letterOf(bus: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + bus);
}
