import type { Strip } from 'megamixer';
import { BarSlider } from '../controls/bar-slider.ts';
import { GAIN, PAN } from '../controls/kinds.ts';
import { SendControl } from '../controls/send-control.ts';
import { element } from '../element.ts';
import { groupColour } from '../group-colour.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import { WaveformPainter } from '../meters/waveform-painter.ts';
import { BUSES } from '../song/default-mix.ts';
import type { Loop } from '../song/loop.ts';
import { ChannelView } from './channel-view.ts';

/** One strip, from its loop down to its name. */
export class StripView extends ChannelView {
  /** `position` tells the seconds into the song, or null while it is stopped. */
  constructor(strip: Strip, loop: Loop, recording: AudioBuffer, position: () => number | null, frames: FrameLoop) {
    const colour = groupColour(loop.group);
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
      head: [
        waveform,
        new BarSlider({ param: strip.trim, kind: GAIN, caption: 'Trim', part: 'trim', origin: 'left' }).root,
        new SendControl({ sends: strip.sends, busNames: BUSES.map((bus) => bus.name) }).root,
        new BarSlider({ param: strip.pan, kind: PAN, caption: 'Pan', part: 'pan', origin: 'centre' }).root,
      ],
    });
    this.root.dataset.strip = String(strip.index);
    frames.add(new WaveformPainter(waveform, recording, colour, position));
  }
}
