import type { Reverb } from 'megamixer';
import { BarSlider } from '../../controls/bar-slider.ts';
import { HERTZ, PERCENT, SECONDS } from '../../controls/kinds.ts';
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
  const bars = [
    new BarSlider({
      param: predelay,
      kind: SECONDS,
      caption: 'Predelay',
      part: 'reverb predelay',
      origin: 'left',
      life,
    }),
    new BarSlider({ param: decay, kind: SECONDS, caption: 'Decay', part: 'reverb decay', origin: 'left', life }),
    new BarSlider({ param: size, kind: PERCENT, caption: 'Size', part: 'reverb size', origin: 'left', life }),
    new BarSlider({ param: damping, kind: HERTZ, caption: 'Damping', part: 'reverb damping', origin: 'left', life }),
    new BarSlider({ param: lowCut, kind: HERTZ, caption: 'Low cut', part: 'reverb low cut', origin: 'left', life }),
    new BarSlider({ param: mix, kind: PERCENT, caption: 'Mix', part: 'reverb mix', origin: 'left', life }),
  ];
  return element(
    'div',
    { class: 'effect-page' },
    canvas,
    element('div', { class: 'controls' }, ...bars.map((bar) => bar.root)),
  );
}
