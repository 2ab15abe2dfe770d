import type { Gate } from 'megamixer';
import { BarSlider } from '../../controls/bar-slider.ts';
import { DECIBELS, RATIO, SECONDS, SPAN } from '../../controls/kinds.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { section } from '../section.ts';
import { reductionMeter } from './reduction-meter.ts';
import { TransferPainter } from './transfer-painter.ts';

/** `levelAfter` tells how loud it is right behind the gate, dB. */
export function gateSection(gate: Gate, colour: string, levelAfter: () => number, desk: Desk): HTMLElement {
  const { life, frames } = desk;
  const { on, threshold, range, ratio, attack, hold, release } = gate;
  const canvas = element('canvas', { class: 'transfer', 'aria-hidden': 'true' });
  const painter = new TransferPainter(canvas, {
    outputLevel: (level) => gate.outputLevel(level),
    inputLevel: () => levelAfter() + (on.value ? gate.gainReduction : 0),
    isOn: () => on.value,
    colour,
  });
  life.add(frames.add(painter));
  life.follow(() => painter.change(), on, threshold, range, ratio);
  const meter = reductionMeter(() => gate.gainReduction, 60, [12, 24, 48], desk);
  const bars = [
    new BarSlider({
      param: threshold,
      kind: DECIBELS,
      caption: 'Threshold',
      part: 'gate threshold',
      origin: 'left',
      life,
    }),
    new BarSlider({ param: range, kind: SPAN, caption: 'Range', part: 'gate range', origin: 'left', life }),
    new BarSlider({ param: ratio, kind: RATIO, caption: 'Ratio', part: 'gate ratio', origin: 'left', life }),
    new BarSlider({ param: attack, kind: SECONDS, caption: 'Attack', part: 'gate attack', origin: 'left', life }),
    new BarSlider({ param: hold, kind: SECONDS, caption: 'Hold', part: 'gate hold', origin: 'left', life }),
    new BarSlider({ param: release, kind: SECONDS, caption: 'Release', part: 'gate release', origin: 'left', life }),
  ];
  return section(
    {
      title: 'Gate',
      name: 'gate',
      on,
      aside: [meter.figure],
      body: [canvas, meter.canvas, element('div', { class: 'controls' }, ...bars.map((bar) => bar.root))],
    },
    desk,
  );
}
