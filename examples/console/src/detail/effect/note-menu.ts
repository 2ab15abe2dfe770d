import { type NoteDivision, type Param, tempoDelay } from 'megamixer';
import { element } from '../../element.ts';
import type { Lifetime } from '../../lifetime.ts';
import { labelPart } from '../../part-label.ts';
import { TEMPO_BPM } from '../../song/loop.ts';

const NOTES: readonly NoteDivision[] = [
  '1/32',
  '1/16t',
  '1/16',
  '1/8t',
  '1/16.',
  '1/8',
  '1/4t',
  '1/8.',
  '1/4',
  '1/4.',
  '1/2',
];
/** Nearer than anybody hears: times are kept to 32 bits. */
const SAME_SECONDS = 1e-5;

/** Sets a time by the tempo of the song, and says which note a time is, if any. */
export function noteMenu(time: Param, life: Lifetime): HTMLElement {
  const free = element('option', { value: '' }, 'Free');
  const select = element('select', {}, free, ...NOTES.map((note) => element('option', { value: note }, wordOf(note))));
  labelPart(select, 'delay note');
  select.addEventListener('change', () => {
    if (select.value !== '') time.value = tempoDelay(TEMPO_BPM, select.value as NoteDivision);
  });
  life.follow(() => {
    select.value = NOTES.find((note) => Math.abs(tempoDelay(TEMPO_BPM, note) - time.value) < SAME_SECONDS) ?? '';
  }, time);
  return element(
    'div',
    { class: 'choice' },
    element('span', { class: 'caption', 'aria-hidden': 'true' }, 'Note'),
    select,
  );
}

function wordOf(note: NoteDivision): string {
  if (note.endsWith('.')) return `${note.slice(0, -1)} dotted`;
  return note.endsWith('t') ? `${note.slice(0, -1)} triplet` : note;
}
