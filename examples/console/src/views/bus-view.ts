import type { Bus, Send } from 'megamixer';
import { BarSlider } from '../controls/bar-slider.ts';
import { PAN } from '../controls/kinds.ts';
import { letterOf } from '../controls/send-control.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import { BUSES } from '../song/default-mix.ts';
import { ChannelView } from './channel-view.ts';
import { SendMap } from './send-map.ts';

/** One bus: what strips send to it, at one more fader. */
export class BusView extends ChannelView {
  /** `sends` are those of all strips to this bus, with the strips' colours. */
  constructor(bus: Bus, sends: readonly Send[], colours: readonly string[], frames: FrameLoop) {
    super({
      kind: 'bus',
      tag: letterOf(bus.index),
      name: BUSES[bus.index]!.name,
      colour: `var(--bus-${bus.index})`,
      gain: bus.gain,
      mute: bus.mute,
      solo: bus.solo,
      meter: bus.meter,
      frames,
      head: [
        new SendMap(sends, colours).root,
        new BarSlider({ param: bus.pan, kind: PAN, caption: 'Pan', part: 'pan', origin: 'centre' }).root,
      ],
    });
    this.root.dataset.bus = String(bus.index);
  }
}
