import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Eq } from '../../api/eq.js';
import type * as api from '../api.js';
import { choice, choiceStyles } from '../control/choice.js';
import { Following } from '../control/following.js';
import { CanvasController } from '../draw/canvas-controller.js';
import { ColourProbe, probeStyles } from '../draw/colours.js';
import { graphTheme } from '../draw/graph-theme.js';
import { MixerElement } from '../mixer-element.js';
import { EqHandle, type Graph } from './eq-handle.js';
import { EQ_COLOURS, type EqColour, EqPainter } from './eq-painter.js';
import { eqStyles } from './eq-styles.js';
import { filtersOf, gainOf, paramsOf, TYPE_NAMES } from './filters.js';

const RANGE_DB = 18;
const SLOPES = { '12': '12 dB/oct', '24': '24 dB/oct' } as const;

/** `<mm-eq>`: see api.ts. */
export class EqElement extends MixerElement implements api.MmEq {
  static override properties: PropertyDeclarations = {
    eq: { attribute: false },
    analyser: { attribute: false },
    range: { type: Number },
    noControls: { type: Boolean, attribute: 'no-controls' },
    disabled: { type: Boolean, reflect: true },
  };
  static override styles = [...MixerElement.styles, graphTheme, probeStyles(EQ_COLOURS), choiceStyles, eqStyles];

  declare analyser: AnalyserNode | null;
  declare range: number;
  declare noControls: boolean;
  declare disabled: boolean;
  #eq: Eq | null = null;
  #handles: readonly EqHandle[] = [];
  #active: EqHandle | null = null;
  #painter: EqPainter | null = null;
  readonly #probe = new ColourProbe<EqColour>(EQ_COLOURS);
  readonly #following = new Following(this);
  readonly #canvas: CanvasController<EqColour>;
  readonly #graph: Graph;

  constructor() {
    super();
    this.analyser = null;
    this.range = RANGE_DB;
    this.noControls = this.disabled = false;
    this.#canvas = new CanvasController(this, this.#probe, (canvas) => {
      this.#painter = new EqPainter(canvas, () => this.#drawing());
      return this.#painter;
    });
    const self = this;
    this.#graph = {
      get isDisabled() {
        return self.disabled;
      },
      get range() {
        return self.#range;
      },
      size: () => this.renderRoot.querySelector('.graph')!.getBoundingClientRect(),
      tell: (type) => this.#tell(type),
      activate: (handle) => this.#activate(handle),
    };
  }

  get eq(): Eq | null {
    return this.#eq;
  }

  set eq(eq: Eq | null) {
    if (eq && !(Array.isArray(eq.bands) && typeof eq.response === 'function')) {
      throw new TypeError(`${this.localName}.eq takes an equaliser, such as strip.eq, or null; this is none.`);
    }
    this.#eq = eq ?? null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const handle of this.#handles) handle.letGo();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('eq')) this.#bind();
    if (changed.has('disabled') && this.disabled) for (const handle of this.#handles) handle.letGo();
  }

  protected override updated(): void {
    this.renderRoot.querySelectorAll<HTMLElement>('.layer').forEach((layer, i) => {
      this.#handles[i]!.place(layer);
    });
    this.#painter?.change();
    this.#canvas.changed();
  }

  override render() {
    return html`<div part="eq" class="all" role="group" aria-label=${this.#name}>
      ${this.noControls ? nothing : this.#head()}
      <div part="graph" class="graph">
        <canvas part="canvas" aria-hidden="true"></canvas>
        ${this.#handles.map((handle) => handle.template(handle === this.#active))}
      </div>
      ${this.noControls ? nothing : this.#controls()}
    </div>${this.#probe.template}`;
  }

  #head(): TemplateResult {
    return html`<div part="head" class="head">
      <mm-toggle
        part="power"
        exportparts="button: power-button"
        label=${this.label ? `${this.label}: EQ on` : 'EQ on'}
        .param=${this.#eq?.on ?? null}
        ?disabled=${this.disabled}
      >EQ</mm-toggle>
      <div part="filters" class="filters">${this.#handles.map((handle) => this.#tab(handle))}</div>
    </div>`;
  }

  /** Of which filter the knobs below the graph are. */
  #tab(handle: EqHandle): TemplateResult {
    const { kind, name, face, colour, on } = handle.filter;
    return html`<button
      part="filter"
      class="filter ${colour} ${on.value ? '' : 'off'}"
      type="button"
      aria-label=${kind === 'cut' ? `${face}, ${name} controls` : `${name} controls`}
      aria-pressed=${handle === this.#active ? 'true' : 'false'}
      @click=${() => this.#activate(handle)}
    >${face}</button>`;
  }

  /** What the handle that was last in the hand does, and what it does not. */
  #controls(): TemplateResult {
    const each = this.#active?.filter;
    if (each === undefined) return html`<div class="controls"></div>`;
    const { name, colour, on, frequency } = each;
    const knob = (caption: string, param: object, isIdle = false) => html`<mm-knob
      caption=${caption}
      label=${`${name} ${caption === 'Q' ? caption : caption.toLowerCase()}`}
      .param=${param}
      ?disabled=${this.disabled || isIdle}
    ></mm-knob>`;
    const menu = { isDisabled: this.disabled, tell: (type: 'input' | 'change') => this.#tell(type) };
    return html`<div part="controls" class="controls ${colour}" role="group" aria-label=${name}>
      <div class="kind">
        <mm-toggle label=${`${name} on`} .param=${on} ?disabled=${this.disabled}>${name}</mm-toggle>
        ${
          each.kind === 'cut'
            ? choice({ ...menu, param: each.filter.slope, label: `${name} slope`, names: SLOPES })
            : choice({ ...menu, param: each.filter.type, label: `${name} type`, names: TYPE_NAMES })
        }
      </div>
      ${knob('Frequency', frequency)}
      ${each.kind === 'cut' ? nothing : html`${knob('Gain', each.filter.gain, !gainOf(each))}${knob('Q', each.filter.Q)}`}
    </div>`;
  }

  #bind(): void {
    for (const handle of this.#handles) handle.letGo();
    const eq = this.#eq;
    const filters = eq === null ? [] : filtersOf(eq);
    this.#handles = filters.map((filter) => new EqHandle(filter, this.#graph));
    this.#active = this.#handles[1] ?? null;
    this.#following.follow(eq === null ? [] : [eq.on, ...filters.flatMap(paramsOf)]);
  }

  #activate(handle: EqHandle): void {
    this.#active = handle;
    this.requestUpdate();
  }

  #drawing() {
    const filters = this.#handles.map(({ filter }) => filter);
    return { eq: this.#eq, filters, range: this.#range, active: this.#active?.filter ?? null, analyser: this.analyser };
  }

  get #range(): number {
    return this.range > 0 ? this.range : RANGE_DB;
  }

  get #name(): string {
    return this.label || 'Equaliser';
  }

  #tell(type: 'input' | 'change'): void {
    this.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  }
}
