import type { SwitchParam } from 'megamixer';
import type { MmToggle } from 'megamixer/elements';
import { element } from '../element.ts';
import { labelPart } from '../part-label.ts';

export interface ToggleOptions {
  readonly param: SwitchParam;
  readonly face: string;
  /** What it is of the channel, such as `polarity`. */
  readonly part: string;
  readonly title?: string;
}

/** A button that stays in. */
export function toggle({ param, face, part, title }: ToggleOptions): MmToggle {
  const button = element('mm-toggle', { title }, face);
  button.param = param;
  labelPart(button, part);
  // A click leaves the focus where it was, so that the space bar goes on to mean start and stop.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  return button;
}
