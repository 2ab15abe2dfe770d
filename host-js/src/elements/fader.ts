import { css, html, type PropertyDeclarations, type PropertyValues } from 'lit';
import type * as api from './api.js';
import { SliderElement } from './control/slider-element.js';
import { scaleOf } from './draw/fader-scale.js';

/** `<mm-fader>`: see api.ts. */
export class FaderElement extends SliderElement implements api.MmFader {
  static override properties: PropertyDeclarations = {
    noScale: { type: Boolean, attribute: 'no-scale' },
    noValue: { type: Boolean, attribute: 'no-value' },
  };
  static override styles = [...SliderElement.styles, styles()];

  declare noScale: boolean;
  declare noValue: boolean;
  #scale: HTMLElement | null = null;

  constructor() {
    super();
    this.noScale = false;
    this.noValue = false;
  }

  protected get travel(): number {
    return this.renderRoot.querySelector('.carriage')!.getBoundingClientRect().height;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('param') || changed.has('noScale')) {
      this.#scale = this.param === null || this.noScale ? null : scaleOf(this.param);
    }
  }

  override render() {
    const { param, kind } = this;
    const face = html`<div part="slot" class="slot"></div
      ><div class="carriage"><div part="thumb" class="thumb"></div></div>`;
    return html`${this.readout(kind?.short(param!) ?? '', !this.noValue)}
      <div class="throw">${this.#scale}${this.surface(face, 'vertical')}</div>`;
  }
}

function styles() {
  return css`
    :host {
      --_thumb-length: var(--mm-thumb-length, 34px);
      --_thumb-width: var(--mm-thumb-width, 24px);
      display: inline-grid;
      grid-template-rows: auto minmax(0, 1fr);
      width: 54px;
      height: 240px;
      min-height: 90px;
    }

    :host([no-scale]) {
      width: 34px;
    }

    .throw {
      display: flex;
      min-height: 0;
      container: throw / size;
    }

    .scale {
      position: relative;
      flex: none;
      width: 17px;
      margin: calc(var(--_thumb-length) / 2) 0;
      color: var(--_text-dim);
      font-size: 9px;
      font-weight: 600;
    }

    .mark {
      position: absolute;
      right: 1px;
      bottom: calc(var(--_at) * 100%);
      line-height: 1;
      transform: translateY(50%);
    }

    .mark::after {
      content: "";
      position: absolute;
      top: 50%;
      left: calc(100% + 3px);
      width: 5px;
      height: 1px;
      background: var(--_line);
    }

    .mark.unity {
      color: var(--_text);
    }

    .mark.unity::after {
      width: 8px;
      background: var(--_text-dim);
    }

    /* Too low for every mark. */
    @container throw (max-height: 205px) {
      .mark:not(:nth-child(2n + 1), .unity) {
        display: none;
      }
    }

    @container throw (max-height: 150px) {
      .mark:not(:nth-child(3n + 1), .unity) {
        display: none;
      }
    }

    .slider {
      flex: 1;
      min-width: calc(var(--_thumb-width) + 4px);
      contain: layout size style;
    }

    .slider:focus-visible {
      outline: none;
    }

    .slider:focus-visible .thumb {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }

    .slot {
      position: absolute;
      inset: 4px auto 4px 50%;
      width: 5px;
      margin-left: -2.5px;
      border: 1px solid light-dark(#a4adb8, #000);
      border-radius: 3px;
      background: light-dark(#7f8a97, #050607);
      box-shadow:
        inset 0 1px 2px #0006,
        1px 1px 0 light-dark(#fff, #ffffff12);
    }

    /* As long as the travel, so that percents of itself are percents of the travel, and moving needs no layout. */
    .carriage {
      position: absolute;
      inset: 0 0 var(--_thumb-length);
      pointer-events: none;
      transform: translateY(calc((1 - var(--_position, 0)) * 100%));
    }

    .thumb {
      position: absolute;
      top: 0;
      left: 50%;
      width: var(--_thumb-width);
      height: var(--_thumb-length);
      margin-left: calc(var(--_thumb-width) / -2);
      border-radius: var(--_radius);
      background:
        linear-gradient(var(--_color) 0 0) center / 100% 2px no-repeat,
        linear-gradient(#0000 43%, light-dark(#0003, #0009) 43% 57%, #0000 57%),
        repeating-linear-gradient(#0000 0 3px, light-dark(#0000000d, #0003) 3px 4px),
        linear-gradient(
          light-dark(#ffffff, #59626e),
          light-dark(#eef1f4, #444c57) 30%,
          light-dark(#ccd3da, #2f353d) 50%,
          light-dark(#e4e8ec, #3c434d) 56%,
          light-dark(#c6cdd5, #2a3037)
        );
      box-shadow:
        inset 0 1px 0 light-dark(#fff, #ffffff38),
        inset 0 -1px 0 light-dark(#0001, #0006),
        0 3px 6px light-dark(#0004, #000a),
        0 0 0 1px var(--_raised-edge);
    }

    .slider:hover .thumb,
    .held .thumb {
      filter: brightness(1.1);
    }

    .inert .thumb {
      visibility: hidden;
    }

    @media (prefers-contrast: more) {
      .slot {
        border-color: var(--_line);
      }
    }

    @media (forced-colors: active) {
      .slot {
        border-color: CanvasText;
        background: Canvas;
      }

      .thumb {
        forced-color-adjust: none;
        border: 1px solid var(--_raised-edge);
        background: linear-gradient(var(--_color) 0 0) center / 100% 4px no-repeat var(--_raised);
      }
    }
  `;
}
