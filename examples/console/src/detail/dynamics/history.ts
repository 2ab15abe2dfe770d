import { element } from '../../element.ts';
import type { Desk } from '../desk.ts';
import { type History, HistoryPainter } from './history-painter.ts';

/** What a gate or a compressor did lately. */
export function historyOf(history: History, { frames, life }: Desk): HTMLElement {
  const canvas = element('canvas', { class: 'lately', 'aria-hidden': 'true' });
  life.add(frames.add(new HistoryPainter(canvas, history)));
  return canvas;
}
