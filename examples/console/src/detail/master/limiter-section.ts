import type { Limiter } from 'megamixer';
import { Figure } from '../../controls/figure.ts';
import { knob } from '../../controls/knob.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { section } from '../section.ts';
import { ReductionPainter } from './reduction-painter.ts';

/** The last thing before the output, and what it costs in time. */
export function limiterSection(limiter: Limiter, desk: Desk): HTMLElement {
  const { life, mixer, frames } = desk;
  const { on, ceiling, release } = limiter;
  const reduction = new Figure();
  const onShow = (db: number): void => {
    reduction.text = db === 0 ? '0.0 dB' : `−${db.toFixed(1)} dB`;
  };
  onShow(0);
  const canvas = element('canvas', { class: 'reduction', 'aria-hidden': 'true' });
  const read = (): number => limiter.gainReduction;
  life.add(frames.add(new ReductionPainter(canvas, { read, fullDb: 12, marksDb: [3, 6, 9], onShow })));
  const latency = element('b');
  life.follow(() => {
    const { frames, seconds } = mixer.latency;
    latency.textContent = `${(seconds * 1000).toFixed(1)} ms`;
    latency.title = `${frames} frames`;
  }, on);
  const knobs = [
    knob({ param: ceiling, caption: 'Ceiling', part: 'limiter ceiling' }),
    knob({ param: release, caption: 'Release', part: 'limiter release' }),
  ];
  const facts = element('p', { class: 'fact' }, element('span', { class: 'caption' }, 'Latency'), latency);
  const aside = element(
    'span',
    { class: 'gr', title: 'Gain reduction' },
    element('span', { class: 'gr-figure' }, reduction.root),
  );
  return section(
    {
      title: 'Limiter',
      name: 'limiter',
      on,
      aside: [aside],
      body: [canvas, element('div', { class: 'controls' }, ...knobs, facts)],
    },
    desk,
  );
}
