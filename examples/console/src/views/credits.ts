import { element } from '../element.ts';
import type { Loop } from '../song/loop.ts';

const PACKAGE = 'https://www.npmjs.com/package/supersonic-scsynth-samples';
const PROVENANCE = 'https://github.com/sonic-pi-net/sonic-pi/tree/dev/etc/samples';
const CC0 = 'https://creativecommons.org/publicdomain/zero/1.0/';

/** Recordings whose makers gave them to the collection themselves; the rest came from freesound.org. */
const DONORS: readonly (readonly [prefix: string, name: string])[] = [
  ['arovane_', 'Uwe Zahn (Arovane)'],
  ['tbd_', 'The Black Dog'],
];

/** Which recordings sound, where they come from, and under which licence. */
export function creditsDialog(loops: readonly Loop[]): HTMLDialogElement {
  const close = element('button', { type: 'button', class: 'quiet', autofocus: true }, 'Close');
  const dialog = element(
    'dialog',
    { class: 'credits', 'aria-labelledby': 'credits-title' },
    element('h2', { id: 'credits-title' }, 'The loops'),
    element(
      'p',
      {},
      'All recordings are in the public domain (',
      link(CC0, 'CC0 1.0'),
      '), from the collection of ',
      link(PROVENANCE, 'Sonic Pi'),
      ' as packed in ',
      link(PACKAGE, 'supersonic-scsynth-samples'),
      ', whose PROVENANCE.md names the maker of each. The page decodes them, fits them to one tempo and arranges the single hits into loops.',
    ),
    element('div', { class: 'table' }, tableOf(loops)),
    element('div', { class: 'row' }, close),
  );
  close.addEventListener('click', () => dialog.close());
  return dialog;
}

function tableOf(loops: readonly Loop[]): HTMLElement {
  const rows = loops.map((loop, i) => {
    const samples = [...new Set(loop.lanes.map((lane) => lane.sample))];
    return element(
      'tr',
      {},
      element('td', { class: 'number' }, String(i + 1)),
      element('td', {}, loop.name),
      element('td', {}, samples.join(', ')),
      element('td', {}, [...new Set(samples.map(sourceOf))].join(', ')),
    );
  });
  return element(
    'table',
    {},
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...['Strip', 'Name', 'Recordings', 'From'].map((head) => element('th', { scope: 'col' }, head)),
      ),
    ),
    element('tbody', {}, ...rows),
  );
}

function sourceOf(sample: string): string {
  return DONORS.find(([prefix]) => sample.startsWith(prefix))?.[1] ?? 'freesound.org';
}

function link(href: string, text: string): HTMLElement {
  return element('a', { href, target: '_blank', rel: 'noreferrer' }, text);
}
