import type { Strip, Vca } from 'megamixer';
import { colourOf } from '../colour-of.ts';
import type { Desk } from '../detail/desk.ts';
import { stripDetail } from '../detail/strip-detail.ts';
import { element } from '../element.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import { WaveformPainter } from '../meters/waveform-painter.ts';
import type { Group, Loop } from '../song/loop.ts';
import type { Part } from '../song/player.ts';
import { ChannelView } from './channel-view.ts';
import { compressorLamp, eqLamp, gateLamp, vcaLamps } from './lamps.ts';

const GROUP_NAMES: Readonly<Record<Group, string>> = {
  drums: 'Drums',
  breaks: 'Breaks',
  percussion: 'Percussion',
  bass: 'Bass',
  keys: 'Keys',
  guitar: 'Guitar',
  atmosphere: 'Atmosphere',
};

/** One strip, with a picture of what plays into it. */
export class StripView extends ChannelView {
  readonly #strip: Strip;
  readonly #waveform: WaveformPainter;

  /** `position` tells the seconds into the song, or null while it is stopped. */
  constructor(strip: Strip, vcas: readonly Vca[], loop: Loop, position: () => number | null, frames: FrameLoop) {
    const colour = colourOf(loop.group);
    const waveform = element('canvas', { class: 'waveform', 'aria-hidden': 'true' });
    super({
      ...{ channel: strip, place: `strip-${strip.index}`, tag: String(strip.index + 1).padStart(2, '0') },
      ...{ name: loop.name, colour, group: GROUP_NAMES[loop.group], head: waveform },
      lamps: [...vcaLamps(strip, vcas), eqLamp(strip.eq), gateLamp(strip.gate), compressorLamp(strip.compressor)],
    });
    this.#strip = strip;
    this.#waveform = new WaveformPainter(waveform, colour, position);
    frames.add(this.#waveform);
  }

  /** What plays into it, if anything. */
  show(part: Part | null): void {
    this.#waveform.show(part);
  }

  detail(nameField: HTMLElement, desk: Desk): HTMLElement[] {
    return stripDetail(this.#strip, nameField, desk);
  }
}
