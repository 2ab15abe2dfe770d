import type { Bus, Compressor, Strip } from 'megamixer';
import { choice } from '../../controls/choice.ts';
import { element } from '../../element.ts';
import { labelPart } from '../../part-label.ts';
import type { Desk } from '../desk.ts';
import { plainSection } from '../section.ts';
import { historyOf } from './history.ts';

export interface CompressorSectionOptions {
  /** How loud it is right behind the compressor, dB. */
  readonly levelAfter: () => number;
  /** What it may be told to listen to. */
  readonly keys: readonly (Bus | Strip | null)[];
}

/** A compressor, and what it listens to, which only a whole console knows. */
export function compressorSection(
  compressor: Compressor,
  { levelAfter, keys }: CompressorSectionOptions,
  desk: Desk,
): HTMLElement {
  const { key } = compressor;
  const made = element('mm-dynamics');
  made.dynamics = compressor;
  labelPart(made, 'compressor');
  const whom = (channel: Bus | Strip | null): string => (channel === null ? 'Itself' : desk.nameOf(channel));
  const menu = choice({
    ...{ param: key, choices: keys, textOf: whom, part: 'compressor key', caption: 'Key' },
    ...{ life: desk.life, onRefused: desk.say },
  });
  menu.slot = 'controls';
  made.append(menu);
  const reduction = (): number => compressor.gainReduction;
  const level = (): number => levelBefore(compressor, levelAfter());
  return plainSection('Compressor', 'compressor', made, historyOf({ level, reduction, fullDb: 20 }, desk));
}

/** What goes in: what comes out, and what was taken away of it. */
export function levelBefore({ on, makeup, gainReduction }: Compressor, levelAfter: number): number {
  return on.value ? levelAfter - makeup.value + gainReduction : levelAfter;
}
