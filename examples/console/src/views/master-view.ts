import type { Master } from 'megamixer';
import { element } from '../element.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import { SpectrumPainter } from '../meters/spectrum-painter.ts';
import { ChannelView } from './channel-view.ts';

/** The last fader before the output, with a meter that can be read off. */
export class MasterView extends ChannelView {
  constructor(master: Master, analyser: AnalyserNode, frames: FrameLoop) {
    const spectrum = element('canvas', { class: 'spectrum', 'aria-hidden': 'true' });
    super({
      kind: 'master',
      tag: '∑',
      name: 'Master',
      colour: 'var(--master)',
      gain: master.gain,
      mute: master.mute,
      meter: master.meter,
      frames,
      head: [spectrum],
    });
    frames.add(new SpectrumPainter(spectrum, analyser));
  }
}
