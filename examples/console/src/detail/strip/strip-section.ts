import type { PanLaw, Strip } from 'megamixer';
import { choice, named } from '../../controls/choice.ts';
import { knob } from '../../controls/knob.ts';
import { toggle } from '../../controls/toggle.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { section } from '../section.ts';
import { vcaMenu } from '../vca-detail.ts';

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
  const { life, say } = desk;
  const { output, order, panLaw, polarity, stereo, delay } = strip;
  const orders = named(order, { eq_dynamics: 'EQ first', dynamics_eq: 'EQ last' });
  const textOf: Desk['nameOf'] = (to) => desk.nameOf(to);
  const switches = [
    { param: polarity, face: 'Ø', part: 'polarity', title: 'Flips the polarity' },
    { param: stereo.mono, face: 'Mono', part: 'mono', title: 'Both sides become their mean' },
    { param: stereo.swap, face: 'Swap', part: 'swap', title: 'Exchanges left and right' },
  ];
  const controls = [
    choice({ param: output, textOf, part: 'output', caption: 'Output', life, onRefused: say }),
    choice(vcaMenu(strip, desk)),
    choice({ ...orders, part: 'order', caption: 'Order', life }),
    choice({ ...named(panLaw, PAN_LAWS), part: 'pan law', caption: 'Law', life }),
    element('div', { class: 'trio' }, ...switches.map(toggle)),
    element(
      'div',
      { class: 'knobs' },
      knob({ param: stereo.width, caption: 'Width', part: 'width' }),
      knob({ param: delay, caption: 'Delay', part: 'alignment delay' }),
    ),
  ];
  const body = [element('div', { class: 'controls' }, ...controls)];
  return section({ title: 'Strip', name: 'strip-card', aside: [nameField], body }, desk);
}
