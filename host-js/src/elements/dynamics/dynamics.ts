import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Compressor, Gate } from '../../api/dynamics.js';
import type * as api from '../api.js';
import { choice, choiceStyles } from '../control/choice.js';
import { Following } from '../control/following.js';
import { CanvasController } from '../draw/canvas-controller.js';
import { ColourProbe, probeStyles } from '../draw/colours.js';
import { graphTheme } from '../draw/graph-theme.js';
import { MixerElement } from '../mixer-element.js';
import { DYNAMICS_COLOURS, type DynamicsColour, DynamicsPainter } from './dynamics-painter.js';
import { dynamicsStyles } from './dynamics-styles.js';
import { isCompressor, type Processor, processorOf } from './processor.js';

/** What is said is read aloud, and what is written is read: neither at the rate of the screen. */
const SAID_MS = 250;
const DETECTORS = { peak: 'Peak', rms: 'RMS' } as const;

/** `<mm-dynamics>`: see api.ts. */
export class DynamicsElement extends MixerElement implements api.MmDynamics {
  static override properties: PropertyDeclarations = {
    dynamics: { attribute: false },
    noControls: { type: Boolean, attribute: 'no-controls' },
    disabled: { type: Boolean },
  };
  static override styles = [
    ...MixerElement.styles,
    ...[graphTheme, probeStyles(DYNAMICS_COLOURS), choiceStyles, dynamicsStyles],
  ];

  declare noControls: boolean;
  declare disabled: boolean;
  #dynamics: Compressor | Gate | null = null;
  #processor: Processor | null = null;
  #painter: DynamicsPainter | null = null;
  #said = 0;
  #reduction = 0;
  readonly #probe = new ColourProbe<DynamicsColour>(DYNAMICS_COLOURS);
  readonly #following = new Following(this, () => this.#onChange());
  readonly #canvas: CanvasController<DynamicsColour>;

  constructor() {
    super();
    this.noControls = this.disabled = false;
    this.#canvas = new CanvasController(this, this.#probe, (canvas) => {
      this.#painter = new DynamicsPainter(
        canvas,
        () => this.#processor,
        (db) => this.#onShow(db),
      );
      return this.#painter;
    });
  }

  get dynamics(): Compressor | Gate | null {
    return this.#dynamics;
  }

  set dynamics(dynamics: Compressor | Gate | null) {
    if (dynamics && typeof dynamics.outputLevel !== 'function') {
      throw new TypeError(
        `${this.localName}.dynamics takes strip.compressor, strip.gate or their like, or null; this is neither.`,
      );
    }
    this.#dynamics = dynamics ?? null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('dynamics')) return;
    this.#processor = this.#dynamics && processorOf(this.#dynamics);
    this.#following.follow(this.#processor?.params ?? []);
    this.#reduction = 0;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('dynamics')) this.#redraw();
  }

  override render() {
    return html`<div part="dynamics" class="all" role="group" aria-label=${this.#name}>
      <div part="head" class="head">
        ${this.noControls ? nothing : this.#power()}
        <div
          part="value"
          class="figure"
          role="meter"
          aria-label=${`${this.#name}: gain reduction`}
          aria-valuemin="0"
          aria-valuemax=${this.#processor?.fullDb ?? 0}
          aria-valuenow=${Math.min(this.#reduction, this.#processor?.fullDb ?? 0)}
          aria-valuetext=${this.#reduction === 0 ? 'none' : `${this.#reduction.toFixed(1)} dB`}
        ><span class="caption">GR</span><span>${this.#reduction === 0 ? '' : '−'}${this.#reduction.toFixed(1)} dB</span></div>
      </div>
      <div part="graph" class="graph"><canvas part="canvas" aria-hidden="true"></canvas></div>
      ${this.noControls || this.#processor === null ? nothing : this.#controls(this.#processor)}
    </div>${this.#probe.template}`;
  }

  #power(): TemplateResult {
    return html`<mm-toggle
      part="power"
      exportparts="button: power-button"
      label=${`${this.#name} on`}
      .param=${this.#dynamics?.on ?? null}
      ?disabled=${this.disabled}
    >${this.#processor?.name ?? 'Dynamics'}</mm-toggle>`;
  }

  #controls({ dynamics, name, knobs }: Processor): TemplateResult {
    return html`<div part="controls" class="controls ${name.toLowerCase()}">
      ${knobs.map((param) => this.#knob(param, param.label))}
      ${isCompressor(dynamics) ? this.#detection(dynamics) : nothing}
      <slot name="controls"></slot>
    </div>`;
  }

  #knob(param: object, caption: string): TemplateResult {
    return html`<mm-knob
      caption=${caption}
      label=${`${this.#name} ${caption.toLowerCase()}`}
      .param=${param}
      ?disabled=${this.disabled}
    ></mm-knob>`;
  }

  /** What it listens with. */
  #detection({ detector, keyHighpass }: Compressor): TemplateResult {
    return html`<div part="detection" class="detection" role="group" aria-label=${`${this.#name} detector`}>
      ${choice({
        ...{ param: detector, label: `${this.#name} detector`, names: DETECTORS },
        ...{ isDisabled: this.disabled, tell: (type) => this.#tell(type) },
      })}
      <mm-toggle
        label=${`${this.#name} Key HP`}
        title="Keeps bass out of what it listens to"
        .param=${keyHighpass.on}
        ?disabled=${this.disabled}
      >Key HP</mm-toggle>
    </div>
    ${this.#knob(keyHighpass.frequency, 'Key HP')}`;
  }

  #onChange(): void {
    this.requestUpdate();
    this.#redraw();
  }

  #redraw(): void {
    this.#painter?.change();
    this.#canvas.changed();
  }

  #onShow(db: number): void {
    const now = performance.now();
    const reduction = Math.round(db * 10) / 10;
    if (reduction === this.#reduction || (now - this.#said < SAID_MS && reduction > 0)) return;
    this.#said = now;
    this.#reduction = reduction;
    this.requestUpdate();
  }

  get #name(): string {
    return this.label || (this.#processor?.name ?? 'Dynamics');
  }

  #tell(type: 'input' | 'change'): void {
    this.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }
}
