import { html, type TemplateResult } from 'lit';
import type { Bank } from './banks.js';
import { tabAfter } from './inputs.js';

/** A tab for each bank. `open` hears of what is chosen, and whether by a key. */
export function bankTabs(
  banks: readonly Bank[],
  bank: number,
  open: (bank: number, byKey: boolean) => void,
): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = tabAfter(event, bank, banks.length - 1);
    if (next === undefined) return;
    event.preventDefault();
    open(next, true);
  };
  return html`<div part="banks" class="banks" role="tablist" aria-label="Banks" @keydown=${onKey}>${banks.map(
    ({ face, label }, i) => html`<button
      part="bank"
      type="button"
      role="tab"
      id=${`bank-${i}`}
      aria-controls="desk"
      aria-label=${label}
      aria-selected=${i === bank ? 'true' : 'false'}
      tabindex=${i === bank ? 0 : -1}
      @click=${() => open(i, false)}
    >${face}</button>`,
  )}</div>`;
}
