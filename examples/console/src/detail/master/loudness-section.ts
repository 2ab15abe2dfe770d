import type { Master } from 'megamixer';
import { Figure } from '../../controls/figure.ts';
import { element } from '../../element.ts';
import { dbText, loudnessText } from '../../format.ts';
import type { Desk } from '../desk.ts';
import { section } from '../section.ts';
import { LoudnessPainter } from './loudness-painter.ts';

/** Figures are read, so they change no faster than that. */
const PERIOD_MS = 100;

/** How loud it is, by the standards of broadcasting, now, lately and since the reset. */
export function loudnessSection({ loudness, truePeak }: Master, desk: Desk): HTMLElement {
  const { life, frames } = desk;
  life.add(loudness.subscribe());
  life.add(truePeak.subscribe());
  const canvas = element('canvas', { class: 'loudness-history', 'aria-hidden': 'true' });
  life.add(frames.add(new LoudnessPainter(canvas, loudness)));

  const rows = [
    { caption: 'Momentary', unit: 'LUFS', read: () => loudnessText(loudness.momentary) },
    { caption: 'Short-term', unit: 'LUFS', read: () => loudnessText(loudness.shortTerm) },
    { caption: 'Integrated', unit: 'LUFS', read: () => loudnessText(loudness.integrated) },
    { caption: 'Range', unit: 'LU', read: () => loudnessText(loudness.range) },
    { caption: 'True peak', unit: 'dBTP', read: () => dbText(truePeak.max).replace('+', '') },
  ].map((row) => ({ ...row, figure: new Figure() }));
  let last = 0;
  const show = (now: number): void => {
    if (now - last < PERIOD_MS) return;
    last = now;
    for (const { figure, read } of rows) figure.text = read();
  };
  life.add(frames.onFrame(show));

  const reset = element(
    'button',
    {
      type: 'button',
      class: 'small',
      'aria-label': 'Reset loudness and true peak',
      title: 'Starts all but momentary and short-term anew',
    },
    'Reset',
  );
  reset.addEventListener('pointerdown', (event) => event.preventDefault());
  reset.addEventListener('click', () =>
    desk.mixer.edit(() => {
      loudness.reset();
      truePeak.reset();
    }),
  );
  const list = element('dl', { class: 'readouts' });
  for (const { caption, unit, figure } of rows) {
    list.append(
      element('dt', {}, caption),
      element(
        'dd',
        { 'data-readout': caption.toLowerCase() },
        element('span', { class: 'value' }, figure.root),
        element('small', {}, unit),
      ),
    );
  }
  return section({ title: 'Loudness', name: 'loudness', aside: [reset], body: [list, canvas] }, desk);
}
