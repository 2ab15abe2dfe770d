import { css, html, type PropertyDeclarations } from 'lit';
import type { SwitchParam } from '../api/param.js';
import type * as api from './api.js';
import { ParamElement } from './control/param-element.js';

/** `<mm-toggle>`: see api.ts. */
export class ToggleElement extends ParamElement<SwitchParam> implements api.MmToggle {
  static override shadowRootOptions = { ...ParamElement.shadowRootOptions, delegatesFocus: true };
  static override properties: PropertyDeclarations = { tone: { reflect: true } };
  static override styles = [...ParamElement.styles, styles()];

  declare tone: string;
  protected readonly wanted = 'a control that is on or off, such as strip.mute';

  constructor() {
    super();
    this.tone = '';
  }

  protected override takes(param: unknown): boolean {
    return super.takes(param) && typeof (param as SwitchParam).value === 'boolean';
  }

  override render() {
    return html`<button
      part="button"
      type="button"
      aria-label=${this.name || this.localName}
      aria-pressed=${this.param?.value ? 'true' : 'false'}
      ?disabled=${this.turned === null}
      @click=${this.#toggle}
    ><slot>${this.name}</slot></button>`;
  }

  #toggle(): void {
    const param = this.turned;
    if (param === null) return;
    this.gesture.begin(param);
    this.change(() => {
      param.value = !param.value;
    });
    this.gesture.end();
  }
}

function styles() {
  return css`
    :host {
      --_on: var(--_accent);
      --_face: var(--_accent-text);
      display: inline-block;
      min-width: 28px;
      height: 24px;
    }

    :host([tone="mute"]) {
      --_on: var(--_mute);
      --_face: var(--_on-text);
    }

    :host([tone="solo"]) {
      --_on: var(--_solo);
      --_face: var(--_on-text);
    }

    button {
      width: 100%;
      height: 100%;
      padding: 0 6px;
      border: 1px solid var(--_raised-edge);
      border-radius: var(--_radius);
      background: var(--_raised);
      box-shadow: inset 0 1px 0 light-dark(#fff, #ffffff1c);
      font-weight: 700;
      white-space: nowrap;
      cursor: pointer;
      touch-action: manipulation;
    }

    button:hover:enabled {
      filter: brightness(1.08);
    }

    button:disabled {
      cursor: default;
    }

    button[aria-pressed="true"] {
      background: var(--_on);
      box-shadow: 0 0 10px light-dark(#0000, color-mix(in srgb, var(--_on) 40%, transparent));
      color: var(--_face);
    }

    @media (forced-colors: active) {
      button[aria-pressed="true"] {
        forced-color-adjust: none;
        background: Highlight;
        box-shadow: none;
        color: HighlightText;
      }
    }
  `;
}
