import type { Master } from 'megamixer';
import { colourOf } from '../colour-of.ts';
import type { Desk } from '../detail/desk.ts';
import { masterDetail } from '../detail/master-detail.ts';
import { element } from '../element.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import { SpectrumPainter } from '../meters/spectrum-painter.ts';
import { ChannelView } from './channel-view.ts';
import { compressorLamp, eqLamp, limiterLamp } from './lamps.ts';

/** The last fader before the output, with the spectrum of what leaves it. */
export class MasterView extends ChannelView {
  readonly #master: Master;

  constructor(master: Master, analyser: AnalyserNode, frames: FrameLoop) {
    const spectrum = element('canvas', { class: 'spectrum', 'aria-hidden': 'true' });
    super({
      ...{ channel: master, place: 'master', tag: '∑', name: 'Master' },
      ...{ colour: colourOf('master'), group: 'Output', head: spectrum },
      lamps: [eqLamp(master.eq), compressorLamp(master.compressor), limiterLamp(master.limiter)],
    });
    this.#master = master;
    frames.add(new SpectrumPainter(spectrum, analyser));
  }

  /** Everybody knows what the master is called. */
  detail(_nameField: HTMLElement, desk: Desk): HTMLElement[] {
    return masterDetail(this.#master, this.colour, desk);
  }
}
