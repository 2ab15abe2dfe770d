import type { Eq } from 'megamixer';
import { element } from '../element.ts';
import { labelPart } from '../part-label.ts';
import type { Desk } from './desk.ts';
import { plainSection } from './section.ts';

/** An equalizer to be drawn with the hand, over the spectrum of what comes out of it. */
export function eqSection(eq: Eq, { monitor }: Desk): HTMLElement {
  const made = element('mm-eq');
  made.eq = eq;
  made.analyser = monitor.analyser;
  labelPart(made, 'EQ');
  return plainSection('EQ', 'eq', made);
}
