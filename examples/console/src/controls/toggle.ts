import type { SwitchParam } from 'megamixer';
import { element } from '../element.ts';
import { labelPart } from '../part-label.ts';

/** A button that stays in: mute, solo. */
export function toggle(param: SwitchParam, face: string, part: 'mute' | 'solo'): HTMLButtonElement {
  const button = element('button', { type: 'button', class: `toggle ${part}` }, face);
  labelPart(button, part);
  const show = (): void => button.setAttribute('aria-pressed', String(param.value));
  // A click leaves the focus where it was, so that the space bar goes on to mean start and stop.
  button.addEventListener('pointerdown', (event) => event.preventDefault());
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', () => {
    param.value = !param.value;
  });
  param.subscribe(show);
  show();
  return button;
}
