import { BarSlider } from '../../controls/bar-slider.ts';
import { choice, named } from '../../controls/choice.ts';
import { DECIBELS, HERTZ, Q } from '../../controls/kinds.ts';
import { toggle } from '../../controls/toggle.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { type Filter, hasGain, TYPE_NAMES } from './filters.ts';

/** The controls of one filter, below the graph: what its handle does, and what it does not. */
export function filterColumn(each: Filter, { life }: Desk): HTMLElement {
  const part = `EQ ${each.name}`;
  const frequency = new BarSlider({
    ...{ param: each.frequency, kind: HERTZ, caption: 'Freq', part: `${part} frequency` },
    origin: 'left',
    life,
  });
  const power = toggle({ param: each.on, face: each.face, part: `${part} on`, look: 'power', life });
  const root = element('div', { class: `filter ${each.kind}` });
  root.style.setProperty('--band', `var(--${each.colour})`);
  life.follow(() => root.classList.toggle('off', !each.on.value), each.on);

  if (each.kind === 'cut') {
    const slopes = named(each.filter.slope, { '12': '12', '24': '24' });
    const menu = choice({ ...slopes, part: `${part} slope in decibels per octave`, life });
    menu.title = 'Slope, decibels per octave';
    root.append(head(power, menu), frequency.root);
    return root;
  }

  const { type, gain, Q: q } = each.filter;
  const level = new BarSlider({
    ...{ param: gain, kind: DECIBELS, caption: 'Gain', part: `${part} gain` },
    origin: 'centre',
    life,
  });
  const width = new BarSlider({ param: q, kind: Q, caption: 'Q', part: `${part} Q`, origin: 'left', life });
  const types = choice({ ...named(type, TYPE_NAMES), part: `${part} type`, life });
  life.follow(() => {
    level.root.classList.toggle('idle', !hasGain(type.value));
    types.dataset.shape = type.value;
    types.title = TYPE_NAMES[type.value];
  }, type);
  root.append(head(power, types), ...[frequency, level, width].map((bar) => bar.root));
  return root;
}

function head(...children: HTMLElement[]): HTMLElement {
  return element('div', { class: 'filter-head' }, ...children);
}
