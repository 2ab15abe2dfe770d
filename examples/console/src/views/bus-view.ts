import type { Bus, Strip } from 'megamixer';
import { colourOf } from '../colour-of.ts';
import { BarSlider } from '../controls/bar-slider.ts';
import { PAN } from '../controls/kinds.ts';
import { letterOf } from '../controls/send-control.ts';
import { busDetail } from '../detail/bus-detail.ts';
import type { Desk } from '../detail/desk.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import { BUSES } from '../song/mix/balance.ts';
import { ChannelView } from './channel-view.ts';
import { compressorLamp, effectLamp, eqLamp } from './lamps.ts';
import { SendMap } from './send-map.ts';

/** One bus: what strips send to it, at one more fader. */
export class BusView extends ChannelView {
  readonly #bus: Bus;

  /** `strips` are all that might feed it, with their colours. */
  constructor(bus: Bus, strips: readonly Strip[], colours: readonly string[], frames: FrameLoop) {
    super({
      kind: 'bus',
      tag: letterOf(bus.index),
      name: BUSES[bus.index]!.name,
      colour: colourOf(`bus-${bus.index}`),
      gain: bus.gain,
      mute: bus.mute,
      solo: bus.solo,
      meter: bus.meter,
      frames,
      lamps: [effectLamp(bus.effect), eqLamp(bus.eq), compressorLamp(bus.compressor)],
      head: [
        new SendMap(bus, strips, colours).root,
        new BarSlider({ param: bus.pan, kind: PAN, caption: 'Pan', part: 'pan', origin: 'centre' }).root,
      ],
    });
    this.#bus = bus;
    this.root.dataset.bus = String(bus.index);
  }

  detail(nameField: HTMLElement, desk: Desk): HTMLElement[] {
    return busDetail(this.#bus, this.colour, nameField, desk);
  }
}
