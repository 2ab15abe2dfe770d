import type { NumberParam } from 'megamixer';
import { element } from '../element.ts';
import { Slider, type SliderKind } from './slider.ts';

export interface BarSliderOptions<P extends NumberParam> {
  readonly param: P;
  readonly kind: SliderKind<P>;
  readonly caption: string;
  readonly part: string;
  /** Whether the bar grows from the left end or, for pan, from the middle. */
  readonly origin: 'left' | 'centre';
}

/** A small horizontal control that writes its value into itself. */
export class BarSlider<P extends NumberParam> {
  readonly root: HTMLElement;
  readonly #caption: HTMLElement;
  readonly slider: Slider<P>;

  constructor({ param, kind, caption, part, origin }: BarSliderOptions<P>) {
    const value = element('span', { class: 'value', 'aria-hidden': 'true' });
    this.slider = new Slider({
      param,
      kind,
      part,
      orientation: 'horizontal',
      onShow: (shown) => {
        value.textContent = kind.text(shown);
      },
    });
    this.root = this.slider.root;
    this.root.classList.add('bar', `from-${origin}`);
    this.#caption = element('span', { class: 'caption', 'aria-hidden': 'true' }, caption);
    this.root.append(element('div', { class: 'fill' }), this.#caption, value);
  }

  /** Turns another parameter of the same kind from now on, under another caption. */
  bind(param: P, caption: string, part: string): void {
    this.slider.bind(param, part);
    this.#caption.textContent = caption;
  }
}
