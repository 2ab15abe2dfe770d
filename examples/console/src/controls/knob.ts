import type { Param } from 'megamixer';
import type { MmKnob } from 'megamixer/elements';
import { element } from '../element.ts';
import { labelPart } from '../part-label.ts';

export interface KnobOptions {
  readonly param: Param;
  readonly caption: string;
  /** What it is of the channel, such as `limiter ceiling`. */
  readonly part: string;
}

/** A knob of the details. It follows its parameter for as long as it is in the page. */
export function knob({ param, caption, part }: KnobOptions): MmKnob {
  const made = element('mm-knob', { caption });
  made.param = param;
  labelPart(made, part);
  return made;
}
