import { element } from '../element.ts';
import { returnFocus } from '../return-focus.ts';

/** Says something that people should not miss, and goes with a key; or asks whether to go on. */
export class NoticeDialog {
  readonly root: HTMLDialogElement;
  readonly #title = element('h2', { id: 'notice-title' });
  readonly #text = element('p', { id: 'notice-text' });
  readonly #rest = element('p', { class: 'rest', id: 'notice-rest' });
  readonly #cancel = element('button', { type: 'button', class: 'quiet' }, 'Cancel');
  readonly #ok = element('button', { type: 'button', class: 'quiet' }, 'OK');

  constructor() {
    this.#cancel.addEventListener('click', () => this.root.close());
    this.#ok.addEventListener('click', () => this.root.close('ok'));
    this.root = element(
      'dialog',
      {
        class: 'notice-dialog',
        role: 'alertdialog',
        'aria-labelledby': 'notice-title',
        'aria-describedby': 'notice-text notice-rest',
      },
      this.#title,
      this.#text,
      this.#rest,
      element('div', { class: 'row' }, this.#cancel, this.#ok),
    );
  }

  show(title: string, text: string, rest = ''): void {
    this.#open(title, text, rest, 'OK');
    this.#ok.focus();
  }

  /** `action` is what goes on. The keyboard is where nothing is lost. */
  ask(title: string, text: string, action: string): Promise<boolean> {
    this.#open(title, text, '', action);
    this.#cancel.hidden = false;
    this.#cancel.focus();
    return new Promise((resolve) => {
      this.root.addEventListener('close', () => resolve(this.root.returnValue === 'ok'), { once: true });
    });
  }

  #open(title: string, text: string, rest: string, action: string): void {
    this.#title.textContent = title;
    this.#text.textContent = text;
    this.#rest.textContent = rest;
    this.#ok.textContent = action;
    this.#cancel.hidden = true;
    this.root.returnValue = '';
    if (this.root.open) return;
    returnFocus(this.root);
    this.root.showModal();
  }
}
