import type { Master } from 'megamixer';
import { Figure } from '../../controls/figure.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { section } from '../section.ts';
import { CorrelationPainter } from './correlation-painter.ts';
import { GoniometerPainter } from './goniometer-painter.ts';

/** How wide it is, and whether it survives being heard in mono. */
export function stereoSection({ correlation, scope }: Master, colour: string, desk: Desk): HTMLElement {
  const { life, frames } = desk;
  life.add(correlation.subscribe());
  life.add(scope.subscribe());
  const goniometer = element('canvas', { class: 'goniometer', 'aria-hidden': 'true' });
  const bar = element('canvas', { class: 'correlation', 'aria-hidden': 'true' });
  const figure = new Figure();
  const onShow = (value: number): void => {
    figure.text = `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
  };
  life.add(frames.add(new GoniometerPainter(goniometer, scope, colour)));
  life.add(frames.add(new CorrelationPainter(bar, correlation, onShow)));
  const aside = element(
    'span',
    { class: 'gr', title: 'Correlation of left and right: below 0, mono would lose sound' },
    'Corr.',
    element('span', { class: 'gr-figure' }, figure.root),
  );
  return section({ title: 'Stereo', name: 'stereo', aside: [aside], body: [goniometer, bar] }, desk);
}
