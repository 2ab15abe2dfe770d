import type { Mixer } from 'megamixer';
import type { History } from 'megamixer/state';
import { element } from '../element.ts';
import { type Names, stepWords } from './step-words.ts';

export interface HistoryBarOptions {
  readonly history: History;
  readonly mixer: Mixer;
  readonly names: Names;
  readonly say: (text: string) => void;
}

/** Undo and redo: their buttons, and what the keys do. */
export class HistoryBar {
  readonly root: HTMLElement;
  readonly #options: HistoryBarOptions;
  readonly #undo = iconButton('undo', 'Undo', 'Control+Z', () => this.undo());
  readonly #redo = iconButton('redo', 'Redo', 'Control+Shift+Z Control+Y', () => this.redo());

  constructor(options: HistoryBarOptions) {
    this.#options = options;
    this.root = element('div', { class: 'history', role: 'group', 'aria-label': 'History' }, this.#undo, this.#redo);
    options.history.addEventListener('change', () => this.#show());
    this.#show();
  }

  undo(): void {
    const { history, say } = this.#options;
    const what = this.#words(history.undoPaths);
    say(history.undo() ? `Undone: ${what}` : 'Nothing to undo');
  }

  redo(): void {
    const { history, say } = this.#options;
    const what = this.#words(history.redoPaths);
    say(history.redo() ? `Redone: ${what}` : 'Nothing to redo');
  }

  #words(paths: readonly string[]): string {
    const { mixer, names } = this.#options;
    return stepWords(mixer, names, paths);
  }

  #show(): void {
    const { undoPaths, redoPaths } = this.#options.history;
    show(this.#undo, 'Undo', 'Ctrl+Z', this.#words(undoPaths));
    show(this.#redo, 'Redo', 'Ctrl+Shift+Z', this.#words(redoPaths));
  }
}

/** It stays in reach of the keyboard: a button that goes while it is pressed would take the focus with it. */
function show(button: HTMLButtonElement, label: string, keys: string, what: string): void {
  button.setAttribute('aria-disabled', String(what === ''));
  button.title = what === '' ? `${label} (${keys})` : `${label} ${what} (${keys})`;
}

function iconButton(icon: string, label: string, keys: string, action: () => void): HTMLButtonElement {
  const button = element('button', {
    ...{ type: 'button', class: `icon ${icon}`, 'aria-label': label, 'aria-keyshortcuts': keys },
  });
  button.addEventListener('click', action);
  return button;
}
