import type { SwitchParam } from 'megamixer';
import { element } from '../element.ts';
import { FOREVER, type Lifetime } from '../lifetime.ts';
import { labelPart } from '../part-label.ts';

export interface ToggleOptions {
  readonly param: SwitchParam;
  readonly face: string;
  /** What it is of the strip, such as `mute`. */
  readonly part: string;
  /** Its look, as the style sheet knows it. */
  readonly look: 'mute' | 'solo' | 'power' | 'option';
  readonly title?: string;
  readonly life?: Lifetime;
}

/** A button that stays in: mute, solo. */
export function toggle({ param, face, part, look, title, life = FOREVER }: ToggleOptions): HTMLButtonElement {
  const button = element('button', { type: 'button', class: `toggle ${look}`, title }, face);
  labelPart(button, part);
  // A click leaves the focus where it was, so that the space bar goes on to mean start and stop.
  button.addEventListener('pointerdown', (event) => event.preventDefault());
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', () => {
    param.value = !param.value;
  });
  life.follow(() => button.setAttribute('aria-pressed', String(param.value)), param);
  return button;
}
