import type { Eq } from 'megamixer';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { section } from '../section.ts';
import { Curves } from './curves.ts';
import { EqHandle } from './eq-handle.ts';
import { EqPainter } from './eq-painter.ts';
import { filterColumn } from './filter-column.ts';
import { filtersOf, paramsOf } from './filters.ts';
import { SpectrumShape } from './spectrum-shape.ts';

/** An equalizer to be drawn with the hand, over the spectrum of what comes out of it, and its controls one by one. */
export function eqSection(eq: Eq, colour: string, desk: Desk): HTMLElement {
  const filters = filtersOf(eq);
  const canvas = element('canvas', { class: 'eq-canvas', 'aria-hidden': 'true' });
  const painter = new EqPainter(canvas, new Curves(eq, filters), new SpectrumShape(desk.monitor.analyser), colour);
  desk.life.add(desk.frames.add(painter));
  desk.life.follow(() => painter.change(), eq.on, ...filters.flatMap(paramsOf));

  return section(
    {
      title: 'EQ',
      name: 'eq',
      on: eq.on,
      body: [
        element('div', { class: 'eq-graph' }, canvas, ...filters.map((filter) => new EqHandle(filter, desk).root)),
        element('div', { class: 'filters' }, ...filters.map((filter) => filterColumn(filter, desk))),
      ],
    },
    desk,
  );
}
