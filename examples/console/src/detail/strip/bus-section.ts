import type { Bus } from 'megamixer';
import { choice, named } from '../../controls/choice.ts';
import { toggle } from '../../controls/toggle.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { section } from '../section.ts';
import { vcaMenu } from '../vca-detail.ts';

const METER_POINTS = { post: 'Post fader', pre: 'Pre fader', input: 'Input' } as const;

/** Where a bus goes, and how it is watched. */
export function busSection(bus: Bus, nameField: HTMLElement, desk: Desk): HTMLElement {
  const { life } = desk;
  const { output, soloSafe, meterPoint } = bus;
  return section(
    {
      title: 'Bus',
      name: 'bus-card',
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
          choice(vcaMenu(bus, desk)),
          choice({ ...named(meterPoint, METER_POINTS), part: 'meter point', caption: 'Meter', life }),
          toggle({
            ...{ param: soloSafe, face: 'Solo safe', part: 'solo safe' },
            title: 'Stays audible when something else is soloed',
          }),
        ),
      ],
    },
    desk,
  );
}
