import type { Delay } from 'megamixer';
import { BarSlider } from '../../controls/bar-slider.ts';
import { HERTZ, PERCENT, SECONDS } from '../../controls/kinds.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { drawDelay } from './delay-picture.ts';
import { noteMenu } from './note-menu.ts';
import { StillPainter } from './still-painter.ts';

export function delayControls(delay: Delay, colour: string, { life, frames }: Desk): HTMLElement {
  const { time, feedback, pingPong, lowCut, highCut, mix } = delay;
  const canvas = element('canvas', { class: 'effect-picture', 'aria-hidden': 'true' });
  const painter = new StillPainter(canvas, (context, scale) => drawDelay(context, delay, colour, scale));
  life.add(frames.add(painter));
  life.follow(() => painter.change(), time, feedback, pingPong, mix);
  const bars = [
    new BarSlider({ param: time, kind: SECONDS, caption: 'Time', part: 'delay time', origin: 'left', life }),
    new BarSlider({
      param: feedback,
      kind: PERCENT,
      caption: 'Feedback',
      part: 'delay feedback',
      origin: 'left',
      life,
    }),
    new BarSlider({ param: lowCut, kind: HERTZ, caption: 'Low cut', part: 'delay low cut', origin: 'left', life }),
    new BarSlider({ param: highCut, kind: HERTZ, caption: 'High cut', part: 'delay high cut', origin: 'left', life }),
    new BarSlider({ param: mix, kind: PERCENT, caption: 'Mix', part: 'delay mix', origin: 'left', life }),
  ];
  return element(
    'div',
    { class: 'effect-page' },
    canvas,
    element('div', { class: 'controls' }, noteMenu(time, life), ...bars.map((bar) => bar.root)),
  );
}
