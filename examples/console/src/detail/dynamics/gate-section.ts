import type { Gate } from 'megamixer';
import { element } from '../../element.ts';
import { labelPart } from '../../part-label.ts';
import type { Desk } from '../desk.ts';
import { plainSection } from '../section.ts';
import { historyOf } from './history.ts';

/** `levelAfter` tells how loud it is right behind the gate, dB. */
export function gateSection(gate: Gate, levelAfter: () => number, desk: Desk): HTMLElement {
  const made = element('mm-dynamics');
  made.dynamics = gate;
  labelPart(made, 'gate');
  const reduction = (): number => gate.gainReduction;
  const level = (): number => levelAfter() + (gate.on.value ? gate.gainReduction : 0);
  return plainSection('Gate', 'gate', made, historyOf({ level, reduction, fullDb: 60 }, desk));
}
