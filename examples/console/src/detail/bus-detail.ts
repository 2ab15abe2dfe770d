import type { Bus } from 'megamixer';
import type { Desk } from './desk.ts';
import { compressorSection } from './dynamics/compressor-section.ts';
import { effectSection } from './effect/effect-section.ts';
import { eqSection } from './eq-section.ts';
import { busSection } from './strip/bus-section.ts';

export function busDetail(bus: Bus, colour: string, nameField: HTMLElement, desk: Desk): HTMLElement[] {
  desk.life.add(desk.monitor.listenTo(bus));
  const keys = bus.compressor.key.choices.filter((other) => other !== bus);
  return [
    busSection(bus, nameField, desk),
    effectSection(bus.effect, colour, desk),
    eqSection(bus.eq, desk),
    compressorSection(bus.compressor, { levelAfter: () => desk.monitor.peakDb, keys }, desk),
  ];
}
