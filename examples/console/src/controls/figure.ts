import { element } from '../element.ts';

/**
 * A text that changes at any rate: it fills its parent and is contained in it, so that a new figure lays out itself
 * and not the page.
 */
export class Figure {
  readonly root = element('span', { class: 'figure' });
  #shown = '';

  set text(text: string) {
    if (text === this.#shown) return;
    this.#shown = text;
    this.root.textContent = text;
  }
}
