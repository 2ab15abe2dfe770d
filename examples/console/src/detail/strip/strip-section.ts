import type { PanLaw, Strip } from 'megamixer';
import { BarSlider } from '../../controls/bar-slider.ts';
import { choice, named } from '../../controls/choice.ts';
import { PERCENT, SECONDS } from '../../controls/kinds.ts';
import { toggle } from '../../controls/toggle.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { section } from '../section.ts';

const PAN_LAWS: Readonly<Record<PanLaw, string>> = {
  web_audio: 'Web Audio',
  balance: 'Balance',
  linear: 'Linear',
  equal_power: '−3 dB',
  compromise: '−4.5 dB',
  linear_6: '−6 dB',
};

/** What is set once and then left alone: where it goes, its sides, its time, the order of what follows. */
export function stripSection(strip: Strip, nameField: HTMLElement, desk: Desk): HTMLElement {
  const { life } = desk;
  const { output, order, panLaw, polarity, stereo, delay } = strip;
  const orders = named(order, { eq_dynamics: 'EQ first', dynamics_eq: 'EQ last' });
  const width = new BarSlider({
    param: stereo.width,
    kind: PERCENT,
    caption: 'Width',
    part: 'width',
    origin: 'left',
    life,
  });
  const later = new BarSlider({
    param: delay,
    kind: SECONDS,
    caption: 'Delay',
    part: 'alignment delay',
    origin: 'left',
    life,
  });
  const switches = [
    { param: polarity, face: 'Ø', part: 'polarity', title: 'Flips the polarity' },
    { param: stereo.mono, face: 'Mono', part: 'mono', title: 'Both sides become their mean' },
    { param: stereo.swap, face: 'Swap', part: 'swap', title: 'Exchanges left and right' },
  ];
  return section(
    {
      title: 'Strip',
      name: 'strip-card',
      aside: [nameField],
      body: [
        element(
          'div',
          { class: 'controls' },
          choice({
            param: output,
            textOf: (to) => desk.nameOf(to),
            part: 'output',
            caption: 'Output',
            life,
            onRefused: desk.say,
          }),
          choice({ ...orders, part: 'order', caption: 'Order', life }),
          element('div', { class: 'trio' }, ...switches.map((each) => toggle({ ...each, look: 'option', life }))),
          width.root,
          choice({ ...named(panLaw, PAN_LAWS), part: 'pan law', caption: 'Law', life }),
          later.root,
        ),
      ],
    },
    desk,
  );
}
