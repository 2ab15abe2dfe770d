import { css, html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { Meter } from '../api/meter.js';
import { unlessDisposed } from '../views/unless-disposed.js';
import type * as api from './api.js';
import { CanvasController } from './draw/canvas-controller.js';
import { ColourProbe, probeStyles } from './draw/colours.js';
import { METER_COLOURS, type MeterColour } from './draw/ladder.js';
import { MeterPainter } from './draw/meter-painter.js';
import { LOWEST_DB, meterScale } from './draw/meter-scale.js';
import { MixerElement } from './mixer-element.js';
import { dbText, dbWords } from './values/format.js';

/** What is said is read aloud, and what is written is read: neither at the rate of the screen. */
const SAID_MS = 500;
const WRITTEN_MS = 100;

/** `<mm-meter>`: see api.ts. */
export class MeterElement extends MixerElement implements api.MmMeter {
  static override properties: PropertyDeclarations = {
    meter: { attribute: false },
    noScale: { type: Boolean, attribute: 'no-scale', reflect: true },
    noValue: { type: Boolean, attribute: 'no-value' },
  };
  static override styles = [...MixerElement.styles, probeStyles(METER_COLOURS), styles()];

  declare noScale: boolean;
  declare noValue: boolean;
  #meter: Meter | null = null;
  readonly #canvas: CanvasController<MeterColour>;
  readonly #probe = new ColourProbe(METER_COLOURS);
  readonly #scale = globalThis.document ? meterScale() : null;
  #loudest = 0;
  #clip = false;
  #written = 0;
  #said = 0;
  #level = Number.NEGATIVE_INFINITY;

  constructor() {
    super();
    this.noScale = this.noValue = false;
    this.#canvas = new CanvasController(
      this,
      this.#probe,
      (canvas) =>
        new MeterPainter(
          canvas,
          () => this.#meter,
          (peak, clip) => this.#onPeak(peak, clip),
        ),
    );
  }

  get meter(): Meter | null {
    return this.#meter;
  }

  set meter(meter: Meter | null) {
    if (meter && typeof meter.left?.peakSinceRead !== 'number') {
      throw new TypeError(`${this.localName}.meter takes a meter, such as strip.meter, or null; this is none.`);
    }
    this.#meter = meter ?? null;
  }

  clear(): void {
    this.#loudest = 0;
    unlessDisposed(() => this.#meter?.clearClip());
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('meter')) return;
    this.#loudest = 0;
    this.#clip = this.#meter?.clip ?? false;
    this.#level = Number.NEGATIVE_INFINITY;
    this.#canvas.changed();
  }

  override render() {
    const name = this.label || 'Meter';
    const level = Math.min(0, Math.max(LOWEST_DB, this.#level));
    return html`${this.noValue ? nothing : this.#figure(name)}
      <div class="ladder">
        <div
          class="canvas"
          role="meter"
          aria-label=${name}
          aria-valuemin=${LOWEST_DB}
          aria-valuemax="0"
          aria-valuenow=${level.toFixed(1)}
          aria-valuetext=${this.#level < LOWEST_DB ? 'silent' : dbWords(this.#level)}
        ><canvas part="canvas" @click=${this.clear}></canvas></div>
        ${this.noScale ? nothing : this.#scale}
      </div>
      ${this.#probe.template}`;
  }

  /** The loudest peak, which is the lamp, too: a click starts it anew. */
  #figure(name: string) {
    const db = decibels(this.#loudest);
    const words = this.#loudest === 0 ? 'none' : dbWords(db);
    return html`<button
      part=${this.#clip ? 'value clip' : 'value'}
      class="figure"
      type="button"
      aria-label=${`${name}: loudest peak ${words}${this.#clip ? ', clipped' : ''}. Clear`}
      @click=${this.clear}
    >${dbText(db)}</button>`;
  }

  #onPeak(peak: number, clip: boolean): void {
    const now = performance.now();
    const isLouder = peak > this.#loudest;
    this.#loudest = Math.max(peak, this.#loudest);
    const isSaid = now - this.#said >= SAID_MS;
    if (isSaid) {
      this.#said = now;
      this.#level = Math.round(decibels(this.#meter!.peak) * 10) / 10;
    }
    if (isSaid || clip !== this.#clip || (isLouder && now - this.#written >= WRITTEN_MS)) {
      this.#written = now;
      this.#clip = clip;
      this.requestUpdate();
    }
  }
}

function decibels(level: number): number {
  return 20 * Math.log10(level);
}

function styles() {
  return css`
    :host {
      display: inline-grid;
      grid-template-rows: auto minmax(0, 1fr);
      position: relative;
      width: 40px;
      height: 240px;
      min-height: 60px;
    }

    :host([no-scale]) {
      width: 34px;
    }

    .figure {
      height: 18px;
      border-radius: 3px;
      background: var(--_well);
      color: var(--_text);
      font-size: 10px;
      font-weight: 600;
      letter-spacing: -0.02em;
      line-height: 18px;
      text-align: center;
      contain: strict;
      cursor: pointer;
    }

    .figure[part~="clip"] {
      background: var(--_danger);
      color: var(--_danger-text);
    }

    .ladder {
      display: flex;
      justify-content: center;
      min-height: 0;
      padding-top: 4px;
      container: ladder / size;
    }

    .canvas {
      position: relative;
      flex: 1;
      min-width: 0;
      max-width: 34px;
    }

    canvas {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      border-radius: 2px;
      cursor: pointer;
    }

    .scale {
      position: relative;
      flex: none;
      width: 16px;
      margin-top: 7px;
      color: var(--_text-dim);
      font-size: 9px;
      font-weight: 600;
    }

    .scale span {
      position: absolute;
      right: 0;
      bottom: calc(var(--_at) * 100%);
      line-height: 1;
      transform: translateY(50%);
    }

    /* Too low for every mark. */
    @container ladder (max-height: 260px) {
      .scale span:nth-child(10) {
        display: none;
      }
    }

    @container ladder (max-height: 170px) {
      .scale span:nth-child(2n) {
        display: none;
      }
    }

    @media (forced-colors: active) {
      .figure,
      canvas {
        border: 1px solid CanvasText;
      }

      .figure[part~="clip"] {
        forced-color-adjust: none;
      }
    }
  `;
}
