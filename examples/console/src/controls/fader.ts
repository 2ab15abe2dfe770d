import type { GainParam } from 'megamixer';
import { element } from '../element.ts';
import { GAIN } from './kinds.ts';
import { Slider } from './slider.ts';

/** The marks beside a fader, dB. */
const MARKS_DB = [12, 6, 0, -6, -12, -20, -30, -40, -60] as const;

/** A long-throw fader beside its scale. */
export class Fader {
  readonly root: HTMLElement;
  readonly slider: Slider<GainParam>;

  constructor(param: GainParam, onShow: (param: GainParam) => void) {
    const carriage = element('div', { class: 'carriage' }, element('div', { class: 'cap' }));
    this.slider = new Slider({
      param,
      kind: GAIN,
      part: 'fader',
      orientation: 'vertical',
      onShow: (shown) => {
        carriage.style.transform = `translateY(${((1 - shown.position) * 100).toFixed(2)}%)`;
        onShow(shown);
      },
    });
    this.slider.root.classList.add('fader');
    this.slider.root.append(element('div', { class: 'slot' }), carriage);
    this.root = element('div', { class: 'fader-with-scale' }, scaleOf(param), this.slider.root);
  }
}

function scaleOf(param: GainParam): HTMLElement {
  const scale = element('div', { class: 'scale', 'aria-hidden': 'true' });
  for (const db of MARKS_DB) {
    const mark = element('span', { class: db === 0 ? 'mark unity' : 'mark' }, String(Math.abs(db)));
    // The library's taper, upside down: `gain = max * position^4`.
    mark.style.setProperty('--position', ((10 ** (db / 20) / param.max) ** 0.25).toFixed(4));
    scale.append(mark);
  }
  return scale;
}
