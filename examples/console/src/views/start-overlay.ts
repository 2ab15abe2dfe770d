import { element } from '../element.ts';

/** Browsers play nothing before a gesture, so the page begins with one. Loading goes on behind it. */
export class StartOverlay {
  readonly root: HTMLDialogElement;
  readonly #button: HTMLButtonElement;
  readonly #progress: HTMLProgressElement;
  readonly #step: HTMLElement;

  constructor(onStart: () => void) {
    this.#button = element('button', { type: 'button', id: 'start', class: 'primary', disabled: true }, 'Loading…');
    this.#progress = element('progress', { max: 1, value: 0, 'aria-label': 'Loading' });
    this.#step = element('p', { class: 'step' }, 'Fetching the engine');
    this.root = element(
      'dialog',
      { class: 'start-overlay', 'aria-labelledby': 'start-title' },
      element('h2', { id: 'start-title' }, 'Thirty-two loops.', element('br'), 'One node.'),
      element(
        'p',
        { class: 'lead' },
        'Every fader writes straight into shared memory; one WebAssembly engine in one AudioWorkletNode mixes all of it.',
      ),
      this.#progress,
      this.#step,
      this.#button,
      element(
        'dl',
        { class: 'hints' },
        ...hint('starts and stops', 'Space'),
        ...hint('move a control, finely with Shift', '↑', '↓'),
        ...hint('resets a control', 'Double-click'),
        ...hint('opens what is inside a channel, as a click on its name does', 'E'),
      ),
      element('p', { class: 'licence' }, 'Recordings from Sonic Pi’s library, all CC0.'),
    );
    this.#button.addEventListener('click', () => {
      this.root.close();
      onStart();
    });
    // Escape would leave a silent page behind without a word.
    this.root.addEventListener('cancel', (event) => event.preventDefault());
  }

  progress(done: number, what: string): void {
    this.#progress.value = done;
    this.#step.textContent = what;
  }

  ready(): void {
    this.progress(1, 'Ready');
    this.root.classList.add('ready');
    this.#button.disabled = false;
    this.#button.textContent = 'Start';
    this.#button.focus();
  }
}

function hint(what: string, ...keys: string[]): HTMLElement[] {
  return [element('dt', {}, ...keys.map((key) => element('kbd', {}, key))), element('dd', {}, what)];
}
