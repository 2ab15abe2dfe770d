import { css, html, nothing, type PropertyDeclarations, svg, type TemplateResult } from 'lit';
import type * as api from './api.js';
import { SliderElement } from './control/slider-element.js';
import type { Turned } from './values/kinds.js';

/** A drag over the whole travel, pixels: finer than a fader's, since it needs no room. */
const TRAVEL_PIXELS = 180;
/** How far it turns to either side of the top, degrees. */
const REACH = 135;
const RADIUS = 20;

/** `<mm-knob>`: see api.ts. */
export class KnobElement extends SliderElement implements api.MmKnob {
  static override properties: PropertyDeclarations = { caption: {}, noValue: { type: Boolean, attribute: 'no-value' } };
  static override styles = [...SliderElement.styles, styles()];

  declare caption: string;
  declare noValue: boolean;
  protected readonly travel = TRAVEL_PIXELS;

  constructor() {
    super();
    this.caption = '';
    this.noValue = false;
  }

  override render() {
    const { param, kind } = this;
    const caption = this.caption || this.name;
    return html`<span part="caption" class="caption" aria-hidden="true">${caption}</span>
      ${this.surface(this.#dial(), null)}
      ${this.readout(kind?.text(param!) ?? '', !this.noValue)}`;
  }

  #dial(): TemplateResult {
    const { position, param } = this;
    const origin = originOf(param);
    return html`<svg part="dial" viewBox="-24 -24 48 48" aria-hidden="true">
      <path part="track" class="track" d=${arc(0, 1)} />
      ${param === null ? nothing : svg`<path part="arc" class="arc" d=${arc(origin, position)} />`}
      <circle part="cap" class="cap" r="14.5" />
      ${
        param === null
          ? nothing
          : svg`<line part="pointer" class="pointer" x1="0" y1="-7" x2="0" y2="-13" transform="rotate(${degrees(position)})" />`
      }
    </svg>`;
  }
}

/** Where the arc begins: in the middle of what goes both ways. */
function originOf(param: Turned | null): number {
  return param !== null && param.min < 0 && param.max > 0 && param.default === 0 ? param.defaultPosition : 0;
}

function degrees(position: number): number {
  return (position * 2 - 1) * REACH;
}

/** The line from one position to another. */
function arc(from: number, to: number): string {
  const [start, end] = from < to ? [from, to] : [to, from];
  // A stroke of no length has no round ends either: where nothing is set, there is a dot.
  const far = Math.max(end, start + 0.0001);
  const large = (far - start) * 2 * REACH > 180 ? 1 : 0;
  return `M${point(start)}A${RADIUS} ${RADIUS} 0 ${large} 1 ${point(far)}`;
}

function point(position: number): string {
  const radians = (degrees(position) * Math.PI) / 180;
  return `${(RADIUS * Math.sin(radians)).toFixed(3)} ${(-RADIUS * Math.cos(radians)).toFixed(3)}`;
}

function styles() {
  return css`
    :host {
      --_knob-size: var(--mm-knob-size, 44px);
      display: inline-grid;
      justify-items: center;
      width: max(60px, var(--_knob-size));
    }

    .caption {
      max-width: 100%;
      overflow: hidden;
      color: var(--_text-dim);
      font-size: 10px;
      font-weight: 600;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .slider {
      width: var(--_knob-size);
      height: var(--_knob-size);
    }

    .slider:focus-visible {
      border-radius: 50%;
    }

    .readout {
      width: 100%;
    }

    svg {
      display: block;
      width: 100%;
      height: 100%;
      overflow: visible;
    }

    .track,
    .arc {
      fill: none;
      stroke: var(--_well);
      stroke-linecap: round;
      stroke-width: 4.5;
    }

    .track {
      stroke: light-dark(#c6ccd4, #0b0d10);
    }

    .arc {
      stroke: var(--_color);
      stroke-width: 3;
    }

    .cap {
      fill: var(--_raised);
      stroke: var(--_raised-edge);
      stroke-width: 1;
    }

    .pointer {
      stroke: var(--_text);
      stroke-linecap: round;
      stroke-width: 2.5;
    }

    .slider:hover .cap,
    .held .cap {
      filter: brightness(1.1);
    }

    @media (prefers-contrast: more) {
      .track {
        stroke: var(--_line);
        stroke-width: 1.5;
      }

      .arc {
        stroke-width: 4.5;
      }
    }

    @media (forced-colors: active) {
      svg {
        forced-color-adjust: none;
      }

      .track {
        stroke: var(--_line);
        stroke-width: 1;
      }
    }
  `;
}
