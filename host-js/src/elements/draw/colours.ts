import { css, html, type TemplateResult, unsafeCSS } from 'lit';

export type Colours<T extends string> = Readonly<Record<T, string>>;

/** Properties that are colours: what is asked about one element in one go. */
const CARRIERS = [
  'color',
  'background-color',
  'border-top-color',
  'border-right-color',
  'border-bottom-color',
  'border-left-color',
  'outline-color',
  'text-decoration-color',
  'column-rule-color',
  'fill',
  'stroke',
] as const;

/** What may change all colours at once, where the browser tells. */
const SCHEMES = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'] as const;

/**
 * Reads for a canvas, which knows no custom properties, what they come to: an element out of sight has each as a colour of
 * its own. When one changes, whatever the reason, the browser makes a transition of it, which is heard.
 */
export class ColourProbe<T extends string> {
  readonly #names: readonly T[];
  #element: HTMLElement | null = null;
  #onColours: (colours: Colours<T>) => void = () => {};
  /** The lists that it listens to: each call of `matchMedia` makes others. */
  #schemes: readonly MediaQueryList[] = [];

  /** The names of custom properties: `text` for `--_text`. */
  constructor(names: readonly T[]) {
    if (names.length > CARRIERS.length) throw new RangeError(`a probe reads up to ${CARRIERS.length} colours`);
    this.#names = names;
  }

  /** What goes into the element's template. */
  readonly template: TemplateResult = html`<i class="probe" aria-hidden="true"></i>`;

  /** Calls `onColours` now and whenever they change. */
  begin(root: ShadowRoot, onColours: (colours: Colours<T>) => void): void {
    this.#element = root.querySelector('.probe')!;
    this.#onColours = onColours;
    this.#element.addEventListener('transitionend', this.#read);
    if (this.#schemes.length === 0) this.#schemes = SCHEMES.map((scheme) => matchMedia(scheme));
    for (const scheme of this.#schemes) scheme.addEventListener('change', this.#read);
    this.#read();
  }

  end(): void {
    this.#element?.removeEventListener('transitionend', this.#read);
    for (const scheme of this.#schemes) scheme.removeEventListener('change', this.#read);
  }

  readonly #read = (): void => {
    const style = getComputedStyle(this.#element!);
    const pairs = this.#names.map((name, i) => [name, style.getPropertyValue(CARRIERS[i]!)]);
    this.#onColours(Object.fromEntries(pairs) as Colours<T>);
  };
}

/** The style of a probe for these names. */
export function probeStyles(names: readonly string[]) {
  const colours = names.map((name, i) => `${CARRIERS[i]}: var(--_${name});`).join('\n');
  return css`
    .probe {
      ${unsafeCSS(colours)}
      position: absolute;
      width: 0;
      height: 0;
      forced-color-adjust: none;
      pointer-events: none;
      transition: all 1ms;
    }
  `;
}
