import type { Limiter } from 'megamixer';
import { BarSlider } from '../../controls/bar-slider.ts';
import { Figure } from '../../controls/figure.ts';
import { DECIBELS, SECONDS } from '../../controls/kinds.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { reductionBar, reductionFigure } from '../dynamics/pictures.ts';
import { section } from '../section.ts';

/** The last thing before the output, and what it costs in time. */
export function limiterSection(limiter: Limiter, desk: Desk): HTMLElement {
  const { life, mixer } = desk;
  const { on, ceiling, release } = limiter;
  const reduction = new Figure();
  const gainReduction = (): number => limiter.gainReduction;
  const bar = reductionBar({ gainReduction, fullDb: 12, marksDb: [3, 6, 9] }, reduction, desk);
  const latency = element('b');
  life.follow(() => {
    const { frames, seconds } = mixer.latency;
    latency.textContent = `${(seconds * 1000).toFixed(1)} ms`;
    latency.title = `${frames} frames`;
  }, on);
  const bars = [
    new BarSlider({
      param: ceiling,
      kind: DECIBELS,
      caption: 'Ceiling',
      part: 'limiter ceiling',
      origin: 'left',
      life,
    }),
    new BarSlider({ param: release, kind: SECONDS, caption: 'Release', part: 'limiter release', origin: 'left', life }),
  ];
  const facts = element('p', { class: 'fact' }, element('span', { class: 'caption' }, 'Latency'), latency);
  return section(
    {
      title: 'Limiter',
      name: 'limiter',
      on,
      aside: [reductionFigure(reduction)],
      body: [bar, element('div', { class: 'controls' }, ...bars.map((bar) => bar.root), facts)],
    },
    desk,
  );
}
