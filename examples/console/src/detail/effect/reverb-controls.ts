import type { Reverb } from 'megamixer';
import { knob } from '../../controls/knob.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { drawReverb } from './reverb-picture.ts';
import { StillPainter } from './still-painter.ts';

export function reverbControls(reverb: Reverb, colour: string, { life, frames }: Desk): HTMLElement {
  const { predelay, decay, size, damping, lowCut, mix } = reverb;
  const canvas = element('canvas', { class: 'effect-picture', 'aria-hidden': 'true' });
  const painter = new StillPainter(canvas, (context, scale) => drawReverb(context, reverb, colour, scale));
  life.add(frames.add(painter));
  life.follow(() => painter.change(), predelay, decay, size, damping, mix);
  const knobs = [
    knob({ param: predelay, caption: 'Predelay', part: 'reverb predelay' }),
    knob({ param: decay, caption: 'Decay', part: 'reverb decay' }),
    knob({ param: size, caption: 'Size', part: 'reverb size' }),
    knob({ param: damping, caption: 'Damping', part: 'reverb damping' }),
    knob({ param: lowCut, caption: 'Low cut', part: 'reverb low cut' }),
    knob({ param: mix, caption: 'Mix', part: 'reverb mix' }),
  ];
  return element('div', { class: 'effect-page' }, canvas, element('div', { class: 'knobs' }, ...knobs));
}
