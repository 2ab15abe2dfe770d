import type { Meter } from 'megamixer';
import { Figure } from '../controls/figure.ts';
import { element } from '../element.ts';
import { dbText, dbWords } from '../format.ts';
import { labelPart } from '../part-label.ts';
import type { FrameLoop } from './frame-loop.ts';
import { MeterPainter } from './meter-painter.ts';
import { deflection, METER_MARKS_DB } from './meter-scale.ts';

/** A stereo meter with the loudest peak so far as a figure: a click on either starts it anew and puts the lamp out. */
export class MeterView {
  readonly root: HTMLElement;
  readonly peakButton: HTMLButtonElement;
  readonly #meter: Meter;
  readonly #figure = new Figure();
  #loudest = 0;
  #clip = false;

  constructor(meter: Meter, frames: FrameLoop, marked = false) {
    this.#meter = meter;
    this.peakButton = element('button', { type: 'button', class: 'peak' }, this.#figure.root);
    this.peakButton.addEventListener('pointerdown', (event) => event.preventDefault());
    this.peakButton.addEventListener('mousedown', (event) => event.preventDefault());
    this.peakButton.addEventListener('click', () => this.clear());
    const canvas = element('canvas', { class: 'meter-canvas', 'aria-hidden': 'true' });
    canvas.addEventListener('click', () => this.clear());
    this.root = element('div', { class: 'meter' }, canvas);
    if (marked) this.root.append(marks());
    frames.add(new MeterPainter(canvas, meter, (peak, clip) => this.#onPeak(peak, clip)));
    this.#show();
  }

  /** Forgets the loudest peak and puts the clip lamp out. */
  clear(): void {
    this.#meter.clearClip();
    this.#loudest = 0;
    this.#show();
  }

  #onPeak(peak: number, clip: boolean): void {
    if (peak <= this.#loudest && clip === this.#clip) return;
    this.#loudest = Math.max(peak, this.#loudest);
    this.#clip = clip;
    this.#show();
  }

  #show(): void {
    const db = this.#loudest > 0 ? 20 * Math.log10(this.#loudest) : Number.NEGATIVE_INFINITY;
    const clipped = this.#clip ? ', clipped' : '';
    this.#figure.text = dbText(db);
    const words = db === Number.NEGATIVE_INFINITY ? 'none' : dbWords(db);
    labelPart(this.peakButton, `loudest peak ${words}${clipped}, clear`);
    this.peakButton.classList.toggle('clipped', this.#clip);
  }
}

function marks(): HTMLElement {
  const scale = element('div', { class: 'meter-marks', 'aria-hidden': 'true' });
  for (const db of METER_MARKS_DB) {
    const mark = element('span', {}, String(Math.abs(db)));
    mark.style.setProperty('--position', deflection(10 ** (db / 20)).toFixed(4));
    scale.append(mark);
  }
  return scale;
}
