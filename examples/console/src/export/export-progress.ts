import type { BounceProgress } from 'megamixer/bounce';
import { element } from '../element.ts';
import { clockText } from '../format.ts';

const PHASES: Readonly<Record<BounceProgress['phase'] | 'arrange', string>> = {
  arrange: 'Arranging the loops at this sample rate',
  mix: 'Mixing',
  measure: 'Measuring the loudness',
  write: 'Writing',
};

/** Between two things that a screen reader says. */
const SPOKEN_EVERY_MS = 4000;
/** Before that, nobody knows how long it takes. */
const GUESS_AFTER_MS = 400;

/** How far an export is: where it is, what is left, how fast it goes. */
export class ExportProgress {
  readonly root: HTMLElement;
  readonly cancelButton = element('button', { type: 'button', class: 'quiet' }, 'Cancel');
  readonly #bar = element('progress', { max: 1, 'aria-labelledby': 'export-phase' });
  readonly #phase = element('p', { class: 'phase', id: 'export-phase' });
  readonly #percent = element('p', { class: 'percent', 'aria-hidden': 'true' });
  readonly #position = element('dd');
  readonly #left = element('dd');
  readonly #speed = element('dd');
  readonly #spoken = element('p', { class: 'spoken', 'aria-live': 'polite' });
  #current = '';
  #began = 0;
  #lastSpoken = 0;

  constructor(onCancel: () => void) {
    this.cancelButton.addEventListener('click', onCancel);
    this.root = element(
      'div',
      { class: 'export-progress' },
      this.#percent,
      this.#phase,
      this.#bar,
      element(
        'dl',
        { class: 'gauges' },
        ...gauge('Position', this.#position),
        ...gauge('Time left', this.#left),
        ...gauge('Times real time', this.#speed),
      ),
      this.#spoken,
      element('div', { class: 'row' }, this.cancelButton),
    );
  }

  begin(): void {
    this.#current = '';
    this.#lastSpoken = performance.now();
    this.#spoken.textContent = '';
    this.#bar.removeAttribute('value');
    this.#phase.textContent = 'Getting ready';
    this.#percent.textContent = '0 %';
    for (const each of [this.#position, this.#left, this.#speed]) each.textContent = '–';
  }

  /** The loops have to be arranged first; from 0 to 1. */
  arranging(done: number): void {
    this.#enter('arrange');
    this.#show(done, '');
    this.#left.textContent = leftText(this.#elapsed, done);
  }

  show({ phase, seconds, total }: BounceProgress): void {
    this.#enter(phase);
    const done = total === null || total === 0 ? null : seconds / total;
    this.#show(done, clockText(seconds));
    this.#position.textContent = total === null ? clockText(seconds) : `${clockText(seconds)} / ${clockText(total)}`;
    const elapsed = this.#elapsed;
    this.#left.textContent = done === null ? 'until silent' : leftText(elapsed, done);
    this.#speed.textContent = elapsed < GUESS_AFTER_MS ? '–' : `${(seconds / (elapsed / 1000)).toFixed(0)} ×`;
  }

  get #elapsed(): number {
    return performance.now() - this.#began;
  }

  #enter(phase: keyof typeof PHASES): void {
    if (phase === this.#current) return;
    this.#current = phase;
    this.#began = performance.now();
    this.#phase.textContent = PHASES[phase];
  }

  /** How much is done, or, where nobody knows of how much, how far it has come. */
  #show(done: number | null, place: string): void {
    if (done === null) this.#bar.removeAttribute('value');
    else this.#bar.value = done;
    const percent = done === null ? place : `${Math.floor(done * 100)} %`;
    this.#percent.textContent = percent;
    if (performance.now() - this.#lastSpoken < SPOKEN_EVERY_MS) return;
    this.#lastSpoken = performance.now();
    this.#spoken.textContent = `${this.#phase.textContent}, ${percent}`;
  }
}

function leftText(elapsedMs: number, done: number): string {
  if (elapsedMs < GUESS_AFTER_MS || done === 0) return '–';
  const seconds = Math.ceil((elapsedMs / 1000 / done) * (1 - done));
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function gauge(caption: string, value: HTMLElement): HTMLElement[] {
  return [element('div', {}, element('dt', {}, caption), value)];
}
