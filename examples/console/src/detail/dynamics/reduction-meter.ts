import { Figure } from '../../controls/figure.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { ReductionPainter } from './reduction-painter.ts';

export interface ReductionMeter {
  readonly canvas: HTMLCanvasElement;
  /** The same as a figure, for the head of a section. */
  readonly figure: HTMLElement;
}

/** What a processor takes away, as a bar and as a figure. */
export function reductionMeter(
  read: () => number,
  fullDb: number,
  marksDb: readonly number[],
  { frames, life }: Desk,
): ReductionMeter {
  const canvas = element('canvas', { class: 'reduction', 'aria-hidden': 'true' });
  const text = new Figure();
  const onShow = (db: number): void => {
    text.text = db === 0 ? '0.0 dB' : `−${db.toFixed(1)} dB`;
  };
  onShow(0);
  life.add(frames.add(new ReductionPainter(canvas, { read, fullDb, marksDb, onShow })));
  const figure = element(
    'span',
    { class: 'gr', title: 'Gain reduction' },
    element('abbr', { title: 'Gain reduction' }, 'GR'),
    element('span', { class: 'gr-figure' }, text.root),
  );
  return { canvas, figure };
}
