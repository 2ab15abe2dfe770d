import type { Gate } from 'megamixer';
import { BarSlider } from '../../controls/bar-slider.ts';
import { Figure } from '../../controls/figure.ts';
import { DECIBELS, RATIO, SECONDS, SPAN } from '../../controls/kinds.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { section } from '../section.ts';
import { dynamicsPictures, reductionFigure } from './pictures.ts';

/** `levelAfter` tells how loud it is right behind the gate, dB. */
export function gateSection(gate: Gate, colour: string, levelAfter: () => number, desk: Desk): HTMLElement {
  const { life } = desk;
  const { on, threshold, range, ratio, attack, hold, release } = gate;
  const inputLevel = (): number => levelAfter() + (on.value ? gate.gainReduction : 0);
  const reduction = new Figure();
  const pictures = dynamicsPictures(
    {
      outputLevel: (level) => gate.outputLevel(level),
      inputLevel,
      heardLevel: inputLevel,
      isOn: () => on.value,
      gainReduction: () => gate.gainReduction,
      ...{ colour, fullDb: 60, marksDb: [12, 24, 48] },
      params: [on, threshold, range, ratio],
    },
    reduction,
    desk,
  );
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
      aside: [reductionFigure(reduction)],
      body: [pictures, element('div', { class: 'controls' }, ...bars.map((bar) => bar.root))],
    },
    desk,
  );
}
