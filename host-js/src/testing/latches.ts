import { COMMANDS, type Layout, MASTER_METERS, METERS } from 'megamixer-worklet/layout';
import { commandsAt, LEFT, type MeterCommands, RIGHT } from '../handles/meter.js';

/** What each command of the page puts back, by its word: the words of meters that then read silence. */
export function latchesOf(layout: Layout): ReadonlyMap<number, readonly number[]> {
  const latches = new Map<number, readonly number[]>();
  const add = (section: number, commands: MeterCommands, record: number) => {
    const { clearClip, clearFault } = commandsAt(section, commands);
    latches.set(clearClip, [record + LEFT.clip, record + RIGHT.clip]);
    latches.set(clearFault, [record + METERS.fault]);
  };
  for (let strip = 0; strip < layout.strips; strip += 1) {
    add(layout.strip(strip), COMMANDS.strip, layout.stripMeter(strip));
  }
  for (let bus = 0; bus < layout.buses; bus += 1) add(layout.bus(bus), COMMANDS.bus, layout.busMeter(bus));
  add(layout.master, COMMANDS.master, layout.masterMeter);

  const ofMaster = (...words: (keyof typeof MASTER_METERS)[]) =>
    words.map((word) => layout.masterExtras + MASTER_METERS[word]);
  latches.set(layout.master + COMMANDS.master.resetTruePeak, ofMaster('truePeakMax'));
  latches.set(
    layout.master + COMMANDS.master.resetLoudness,
    ofMaster('integrated', 'range', 'momentaryMax', 'shortTermMax'),
  );
  return latches;
}
