import type { Param } from 'megamixer';
import { element } from '../element.ts';
import type { Lifetime } from '../lifetime.ts';
import { Figure } from './figure.ts';
import { Slider, type SliderKind } from './slider.ts';

export interface BarSliderOptions<P extends Param> {
  readonly param: P;
  readonly kind: SliderKind<P>;
  readonly caption: string;
  readonly part: string;
  /** Whether the bar grows from the left end or, for pan, from the middle. */
  readonly origin: 'left' | 'centre';
  /** Until when it listens to its parameter. */
  readonly life?: Lifetime;
}

/** A small horizontal control that writes its value into itself. */
export class BarSlider<P extends Param> {
  readonly root: HTMLElement;
  readonly #caption: HTMLElement;
  readonly slider: Slider<P>;

  constructor({ param, kind, caption, part, origin, life }: BarSliderOptions<P>) {
    const fill = element('div', { class: 'fill' });
    const value = new Figure();
    this.slider = new Slider({
      param,
      kind,
      part,
      orientation: 'horizontal',
      ...(life && { life }),
      onShow: (shown) => {
        value.text = kind.text(shown);
        const { position } = shown;
        fill.style.transform = `scaleX(${(origin === 'left' ? position : position * 2 - 1).toFixed(3)})`;
      },
    });
    this.root = this.slider.root;
    this.root.classList.add('bar', `from-${origin}`);
    this.#caption = element('span', { class: 'caption', 'aria-hidden': 'true' }, caption);
    // What is written is also what the control says of itself.
    value.root.setAttribute('aria-hidden', 'true');
    this.root.append(fill, this.#caption, value.root);
  }

  /** Turns another parameter of the same kind from now on, under another caption. */
  bind(param: P, caption: string, part: string): void {
    this.slider.bind(param, part);
    this.#caption.textContent = caption;
  }
}
