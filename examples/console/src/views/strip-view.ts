import type { Strip } from 'megamixer';
import { colourOf } from '../colour-of.ts';
import { BarSlider } from '../controls/bar-slider.ts';
import { GAIN, PAN } from '../controls/kinds.ts';
import { SendControl } from '../controls/send-control.ts';
import type { Desk } from '../detail/desk.ts';
import { stripDetail } from '../detail/strip-detail.ts';
import { element } from '../element.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import { WaveformPainter } from '../meters/waveform-painter.ts';
import type { Loop } from '../song/loop.ts';
import { BUSES } from '../song/mix/balance.ts';
import type { Part } from '../song/player.ts';
import { ChannelView } from './channel-view.ts';
import { compressorLamp, eqLamp, gateLamp } from './lamps.ts';

/** Groups are reached by their outputs, so the tab that is open is that of an effect. */
const USUAL_SEND = BUSES.findIndex(({ key }) => key === 'reverb');

/** One strip, from what plays into it down to its name. */
export class StripView extends ChannelView {
  readonly #strip: Strip;
  readonly #waveform: WaveformPainter;

  /** `position` tells the seconds into the song, or null while it is stopped. */
  constructor(strip: Strip, loop: Loop, position: () => number | null, frames: FrameLoop) {
    const colour = colourOf(loop.group);
    const waveform = element('canvas', { class: 'waveform', 'aria-hidden': 'true' });
    super({
      kind: 'strip',
      tag: String(strip.index + 1).padStart(2, '0'),
      name: loop.name,
      colour,
      gain: strip.gain,
      mute: strip.mute,
      solo: strip.solo,
      meter: strip.meter,
      frames,
      lamps: [eqLamp(strip.eq), gateLamp(strip.gate), compressorLamp(strip.compressor)],
      head: [
        waveform,
        new BarSlider({ param: strip.trim, kind: GAIN, caption: 'Trim', part: 'trim', origin: 'left' }).root,
        new SendControl({ sends: strip.sends, busNames: BUSES.map((bus) => bus.name), usual: USUAL_SEND }).root,
        new BarSlider({ param: strip.pan, kind: PAN, caption: 'Pan', part: 'pan', origin: 'centre' }).root,
      ],
    });
    this.#strip = strip;
    this.root.dataset.strip = String(strip.index);
    this.#waveform = new WaveformPainter(waveform, colour, position);
    frames.add(this.#waveform);
  }

  /** What plays into it, if anything. */
  show(part: Part | null): void {
    this.#waveform.show(part);
  }

  detail(nameField: HTMLElement, desk: Desk): HTMLElement[] {
    return stripDetail(this.#strip, this.colour, nameField, desk);
  }
}
