import type { Strip } from 'megamixer';
import type { Desk } from './desk.ts';
import { compressorSection, levelBefore } from './dynamics/compressor-section.ts';
import { gateSection } from './dynamics/gate-section.ts';
import { eqSection } from './eq-section.ts';
import { stripSection } from './strip/strip-section.ts';

export function stripDetail(strip: Strip, nameField: HTMLElement, desk: Desk): HTMLElement[] {
  desk.life.add(desk.monitor.listenTo(strip));
  const { monitor, mixer } = desk;
  // Every strip may send to every bus, so no bus can be the key of a strip: sound would go round in a circle.
  const keys = [null, ...mixer.strips.filter((other) => other !== strip)];
  return [
    stripSection(strip, nameField, desk),
    eqSection(strip.eq, desk),
    gateSection(strip.gate, () => levelBefore(strip.compressor, monitor.peakDb), desk),
    compressorSection(strip.compressor, { levelAfter: () => monitor.peakDb, keys }, desk),
  ];
}
