import type { Param } from 'megamixer';
import type { Figure } from '../../controls/figure.ts';
import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { HistoryPainter } from './history-painter.ts';
import { ReductionPainter } from './reduction-painter.ts';
import { type Transfer, TransferPainter } from './transfer-painter.ts';

export interface DynamicsPictures extends Transfer {
  /** What goes in now, dB. */
  readonly inputLevel: () => number;
  readonly gainReduction: () => number;
  readonly fullDb: number;
  readonly marksDb: readonly number[];
  /** What the curve depends on. */
  readonly params: readonly (Param | Param<boolean>)[];
}

/** The curve of a gate or a compressor, its meter, and what both did lately. */
export function dynamicsPictures(pictures: DynamicsPictures, figure: Figure, desk: Desk): HTMLElement {
  const { gainReduction, inputLevel, fullDb, params } = pictures;
  const { frames, life } = desk;
  const transfer = element('canvas', { class: 'transfer' });
  const history = element('canvas', { class: 'history' });
  const painter = new TransferPainter(transfer, pictures);
  life.add(frames.add(painter));
  life.follow(() => painter.change(), ...params);
  life.add(frames.add(new HistoryPainter(history, { level: inputLevel, reduction: gainReduction, fullDb })));
  const bar = reductionBar(pictures, figure, desk);
  return element('div', { class: 'pictures', 'aria-hidden': 'true' }, transfer, bar, history);
}

/** A meter of what is taken away, and its figure. */
export function reductionBar(
  { gainReduction, fullDb, marksDb }: Pick<DynamicsPictures, 'gainReduction' | 'fullDb' | 'marksDb'>,
  figure: Figure,
  { frames, life }: Desk,
): HTMLElement {
  const canvas = element('canvas', { class: 'reduction', 'aria-hidden': 'true' });
  const onShow = (db: number): void => {
    figure.text = db === 0 ? '0.0 dB' : `−${db.toFixed(1)} dB`;
  };
  onShow(0);
  life.add(frames.add(new ReductionPainter(canvas, { read: gainReduction, fullDb, marksDb, onShow })));
  return canvas;
}

/** Gain reduction as a figure, for the head of a section. */
export function reductionFigure(figure: Figure): HTMLElement {
  return element(
    'span',
    { class: 'gr' },
    element('abbr', { title: 'Gain reduction' }, 'GR'),
    element('span', { class: 'gr-figure' }, figure.root),
  );
}
