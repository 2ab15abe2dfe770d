import { css, html, type TemplateResult } from 'lit';
import type { ChoiceParam } from '../../api/param.js';
import { unlessDisposed } from '../../views/unless-disposed.js';
import type { AnyParam } from './following.js';

/** A control that wants to know when a hand is on it. */
type Touched = AnyParam & { begin?(): void; end?(): void };

export interface Choice<T extends string> {
  readonly param: ChoiceParam<T>;
  readonly label: string;
  readonly names: Readonly<Record<T, string>>;
  readonly isDisabled: boolean;
  /** Its user has chosen. */
  readonly tell: (type: 'input' | 'change') => void;
}

/** A menu of what a control may be. */
export function choice<T extends string>({ param, label, names, isDisabled, tell }: Choice<T>): TemplateResult {
  const choose = (event: Event): void => {
    event.stopPropagation();
    const touched: Touched = param;
    unlessDisposed(() => {
      touched.begin?.();
      param.value = (event.target as HTMLSelectElement).value as T;
      touched.end?.();
    });
    tell('input');
    tell('change');
  };
  return html`<select
    part="choice"
    aria-label=${label}
    ?disabled=${isDisabled}
    @input=${(event: Event) => event.stopPropagation()}
    @change=${choose}
  >${param.choices.map(
    (each) => html`<option value=${each} .selected=${each === param.value}>${names[each] ?? each}</option>`,
  )}</select>`;
}

export const choiceStyles = css`
  select {
    box-sizing: border-box;
    min-width: 0;
    height: 24px;
    margin: 0;
    padding: 0 4px;
    border: 1px solid var(--_raised-edge);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    font: inherit;
    font-weight: 600;
  }

  select:disabled {
    opacity: 1;
  }
`;
