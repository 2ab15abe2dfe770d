import { isComposing } from '../composing.ts';
import { element } from '../element.ts';

export interface SceneRowActions {
  readonly recall: () => void;
  readonly rename: (to: string) => void;
  readonly remove: () => void;
  /** By so many places. */
  readonly move: (by: number) => void;
}

/** One scene of the list: recalled by its name; what else is done to it is beside that. */
export class SceneRow {
  readonly root: HTMLElement;
  readonly name: string;
  readonly #recall: HTMLButtonElement;
  readonly #actions: SceneRowActions;

  constructor(name: string, isCurrent: boolean, actions: SceneRowActions) {
    this.name = name;
    this.#actions = actions;
    this.#recall = element('button', { type: 'button', class: 'scene-name', title: `Recall ${name}` }, name);
    if (isCurrent) this.#recall.setAttribute('aria-current', 'true');
    this.#recall.addEventListener('click', actions.recall);
    this.#recall.addEventListener('keydown', (event) => this.#onKey(event));
    this.root = element(
      'li',
      { class: 'scene' },
      this.#recall,
      iconButton('rename', `Rename ${name}`, 'F2', () => this.#edit()),
      iconButton('delete', `Delete ${name}`, 'Delete', actions.remove),
    );
  }

  focus(): void {
    this.#recall.focus();
  }

  #onKey(event: KeyboardEvent): void {
    const deeds: Record<string, () => void> = {
      F2: () => this.#edit(),
      Delete: this.#actions.remove,
      'Alt+ArrowUp': () => this.#actions.move(-1),
      'Alt+ArrowDown': () => this.#actions.move(1),
    };
    const deed = deeds[event.altKey ? `Alt+${event.key}` : event.key];
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  }

  /** A field in the place of the name, until it is left or Enter or Escape is pressed. */
  #edit(): void {
    const field = element('input', {
      ...{ type: 'text', class: 'scene-field', value: this.name, maxlength: 60, spellcheck: 'false' },
      'aria-label': `New name of ${this.name}`,
    });
    let isOver = false;
    const end = (to: string | null): void => {
      if (isOver) return;
      isOver = true;
      field.replaceWith(this.#recall);
      if (to !== null && to.trim() !== '' && to.trim() !== this.name) this.#actions.rename(to);
    };
    field.addEventListener('keydown', (event) => {
      if (isComposing(event) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
      // That closes the panel elsewhere.
      event.stopPropagation();
      event.preventDefault();
      end(event.key === 'Enter' ? field.value : null);
      if (this.root.isConnected) this.focus();
    });
    field.addEventListener('blur', () => end(field.value));
    this.#recall.replaceWith(field);
    field.focus();
    field.select();
  }
}

function iconButton(icon: string, label: string, keys: string, action: () => void): HTMLButtonElement {
  const button = element('button', {
    ...{ type: 'button', class: `icon small ${icon}`, 'aria-label': label, title: `${label} (${keys})` },
  });
  button.addEventListener('click', action);
  return button;
}
