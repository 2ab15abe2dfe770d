import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';

export interface EntryWork {
  /** Takes what was typed, or returns what is wrong with it. */
  commit(text: string): string | null;
  /** The field is gone: the focus goes back. */
  leave(): void;
}

/** A field over a value, in which another one is typed. Enter or leaving takes it, Escape does not. */
export class Entry {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #work: EntryWork;
  #isOpen = false;
  #isNew = false;
  #text = '';
  #isSelected = false;
  #wrong: string | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, work: EntryWork) {
    this.#host = host;
    this.#work = work;
  }

  /** Opens it on a text, which the first key replaces if it is `selected`. */
  open(text: string, selected: boolean): void {
    this.#isOpen = this.#isNew = true;
    this.#text = text;
    this.#isSelected = selected;
    this.#wrong = null;
    this.#host.requestUpdate();
  }

  cancel(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#wrong = null;
    this.#host.requestUpdate();
  }

  template(label: string): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    return html`<input
        part="entry"
        class="entry"
        .value=${this.#text}
        aria-label=${label}
        aria-invalid=${this.#wrong === null ? 'false' : 'true'}
        aria-describedby="wrong"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        enterkeyhint="done"
        @keydown=${this.#onKey}
        @blur=${this.#onBlur}
        @input=${this.#keepIn}
        @change=${this.#keepIn}
      /><span part="error" class="error" id="wrong" role="alert">${this.#wrong}</span>`;
  }

  /** After each update of its element. */
  updated(): void {
    if (this.#wrong !== null) this.#keepInPage();
    if (!this.#isOpen || !this.#isNew) return;
    this.#isNew = false;
    const field = this.#field;
    field?.focus({ preventScroll: true });
    if (this.#isSelected) field?.select();
    else field?.setSelectionRange(this.#text.length, this.#text.length);
  }

  /** What is said of a control at the edge is to be read, too. */
  #keepInPage(): void {
    const said = this.#host.shadowRoot!.querySelector<HTMLElement>('.error')!;
    said.style.setProperty('--_aside', '0px');
    const { left, right } = said.getBoundingClientRect();
    const aside = Math.max(0, 4 - left) + Math.min(0, document.documentElement.clientWidth - 4 - right);
    said.style.setProperty('--_aside', `${aside}px`);
  }

  get #field(): HTMLInputElement | null {
    return this.#host.shadowRoot!.querySelector('.entry');
  }

  #onKey = (event: KeyboardEvent): void => {
    // What is typed is nobody's shortcut.
    event.stopPropagation();
    if (isComposing(event)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (this.#commit()) this.#work.leave();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.cancel();
      this.#work.leave();
    }
  };

  #onBlur = (): void => {
    if (this.#isOpen && !this.#commit()) this.cancel();
  };

  /** Typing is no setting: the element tells by itself what is set. */
  #keepIn = (event: Event): void => {
    event.stopPropagation();
    this.#text = (event.target as HTMLInputElement).value;
    if (this.#wrong === null) return;
    this.#wrong = null;
    this.#host.requestUpdate();
  };

  #commit(): boolean {
    const text = this.#field?.value ?? '';
    this.#text = text;
    this.#wrong = this.#work.commit(text);
    if (this.#wrong === null) this.#isOpen = false;
    this.#host.requestUpdate();
    return this.#wrong === null;
  }
}

/** Whether a key is for whoever makes characters of several keys: Enter then takes these characters, and not the text. */
function isComposing({ isComposing, keyCode }: KeyboardEvent): boolean {
  // Safari ends the composition before it tells of the key that did.
  return isComposing || keyCode === 229;
}
