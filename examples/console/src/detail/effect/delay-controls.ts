import type { Delay } from 'megamixer';
import { knob } from '../../controls/knob.ts';
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
  const knobs = [
    knob({ param: time, caption: 'Time', part: 'delay time' }),
    knob({ param: feedback, caption: 'Feedback', part: 'delay feedback' }),
    knob({ param: mix, caption: 'Mix', part: 'delay mix' }),
    knob({ param: lowCut, caption: 'Low cut', part: 'delay low cut' }),
    knob({ param: highCut, caption: 'High cut', part: 'delay high cut' }),
  ];
  return element(
    'div',
    { class: 'effect-page' },
    canvas,
    element('div', { class: 'knobs' }, ...knobs, noteMenu(time, life)),
  );
}
