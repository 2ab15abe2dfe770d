import { isComposing } from '../composing.ts';
import { element } from '../element.ts';
import type { SessionFile } from '../session/session-file.ts';

/** The name of the session, whether it has changed, and the ways to its file and back. */
export class SessionBar {
  readonly root: HTMLElement;
  readonly #file: SessionFile;
  readonly #name: HTMLInputElement;
  readonly #mark = element('span', { class: 'unsaved', role: 'img', 'aria-label': 'Unsaved changes', hidden: true });

  /** Something stands in the field that is not the name yet. */
  #typing = false;

  constructor(file: SessionFile, actions: { readonly save: () => void; readonly saveWithSounds: () => void }) {
    this.#file = file;
    this.#mark.title = 'There are changes that are not saved';
    this.#name = element('input', {
      ...{ type: 'text', class: 'session-name', maxlength: 60, spellcheck: 'false', autocomplete: 'off' },
      ...{ 'aria-label': 'Session name', title: 'The name of the session and of its files' },
    });
    this.#name.addEventListener('input', () => {
      this.#typing = true;
    });
    this.#name.addEventListener('blur', () => {
      this.#typing = false;
    });
    this.#name.addEventListener('change', () => {
      this.#typing = false;
      file.name = this.#name.value;
    });
    this.#name.addEventListener('keydown', (event) => {
      if (isComposing(event)) return;
      if (event.key === 'Escape') this.#name.value = file.name;
      if (event.key === 'Escape' || event.key === 'Enter') this.#name.blur();
    });
    this.root = element(
      'div',
      { class: 'session', role: 'group', 'aria-label': 'Session' },
      element('div', { class: 'session-label' }, this.#name, this.#mark),
      iconButton('open', 'Open session', 'Control+O', () => file.choose()),
      iconButton('save', 'Save session', 'Control+S', actions.save),
      iconButton('collect', 'Save session with its sounds', 'Control+Shift+S', actions.saveWithSounds),
    );
    this.show();
  }

  show(): void {
    const { name, changed } = this.#file;
    if (!this.#typing) this.#name.value = name;
    this.#mark.hidden = !changed;
    document.title = `${changed ? '• ' : ''}${name} – Megamixer console`;
  }
}

function iconButton(
  icon: 'open' | 'save' | 'collect',
  label: string,
  keys: string,
  action: () => void,
): HTMLButtonElement {
  const button = element('button', {
    ...{ type: 'button', class: `icon ${icon}`, 'aria-label': label, 'aria-keyshortcuts': keys },
    title: `${label} (${keys.replace('Control', 'Ctrl')})`,
  });
  button.addEventListener('click', action);
  return button;
}
