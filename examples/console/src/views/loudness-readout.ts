import type { Master } from 'megamixer';
import { Figure } from '../controls/figure.ts';
import { element } from '../element.ts';
import { dbText, loudnessText } from '../format.ts';

/** Figures are read, so they change no faster than that. */
const PERIOD_MS = 200;

/** How loud the mix is, and how near to the edge: what one keeps an eye on while mixing. */
export class LoudnessReadout {
  readonly root: readonly HTMLElement[];
  readonly #master: Master;
  readonly #shortTerm = new Figure();
  readonly #truePeak = new Figure();
  #last = 0;

  constructor(master: Master) {
    this.#master = master;
    master.loudness.subscribe();
    master.truePeak.subscribe();
    this.root = [
      readout('Loudness', 'LUFS', 'Short-term loudness: of the last 3 seconds', this.#shortTerm),
      readout('True peak', 'dBTP', 'The largest true peak since the peaks were cleared', this.#truePeak),
    ];
  }

  /** Once a frame. */
  frame(now: number): void {
    if (now - this.#last < PERIOD_MS) return;
    this.#last = now;
    const { loudness, truePeak } = this.#master;
    this.#shortTerm.text = loudnessText(loudness.shortTerm);
    this.#truePeak.text = dbText(truePeak.max).replace('+', '');
  }
}

function readout(caption: string, unit: string, title: string, figure: Figure): HTMLElement {
  return element(
    'div',
    { class: 'readout loud', title },
    element('small', {}, caption),
    element('span', { class: 'loud-figure' }, figure.root, element('small', {}, unit)),
  );
}
