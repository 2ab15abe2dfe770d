import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { SwitchParam } from '../../api/param.js';
import type { Vca } from '../../api/vca.js';
import type * as api from '../api.js';
import { Entry } from '../control/entry.js';
import { Following } from '../control/following.js';
import { sliderStyles } from '../control/slider-styles.js';
import type { MeterElement } from '../meter.js';
import { MixerElement } from '../mixer-element.js';
import { type Channel, isChannel, letterOf, ownNameOf, tagOf } from './channel.js';
import { mutingParams, mutingVca } from './muting.js';
import { FADER_PARTS, KNOB_PARTS, METER_PARTS } from './parts.js';
import { stripStyles } from './strip-styles.js';

const SENDS = 4;

/** `<mm-strip>`: see api.ts. */
export class StripElement extends MixerElement implements api.MmStrip {
  static override shadowRootOptions = { ...MixerElement.shadowRootOptions, delegatesFocus: true };
  static override properties: PropertyDeclarations = {
    strip: { attribute: false },
    name: {},
    busNames: { attribute: false },
    vcaNames: { attribute: false },
    selected: { type: Boolean, reflect: true },
    silenced: { type: Boolean, reflect: true },
    renamable: { type: Boolean },
    compact: { type: Boolean, reflect: true },
    disabled: { type: Boolean },
    maxSends: { type: Number, attribute: 'max-sends' },
  };
  static override styles = [...MixerElement.styles, sliderStyles, stripStyles];

  declare name: string;
  declare busNames: readonly string[];
  declare vcaNames: readonly string[];
  declare selected: boolean;
  declare silenced: boolean;
  declare renamable: boolean;
  declare compact: boolean;
  declare disabled: boolean;
  declare maxSends: number;
  #strip: Channel | null = null;
  #isBadged = false;
  readonly #following = new Following(this);
  readonly #entry = new Entry(this, {
    commit: (text) => this.#rename(text),
    leave: () => this.#plate.focus({ preventScroll: true }),
  });

  constructor() {
    super();
    this.name = '';
    this.busNames = this.vcaNames = [];
    this.selected = this.silenced = this.renamable = this.compact = this.disabled = false;
    this.maxSends = SENDS;
  }

  get strip(): Channel | null {
    return this.#strip;
  }

  set strip(strip: Channel | null) {
    if (strip && !isChannel(strip)) {
      throw new TypeError(
        `${this.localName}.strip takes a strip, a bus, the master or a VCA of a mixer, or null; this is none.`,
      );
    }
    this.#strip = strip ?? null;
  }

  /** To its fader. */
  override focus(options?: FocusOptions): void {
    this.focusControl('fader', options);
  }

  /** To one of its controls, by the name that the console knows it by; to the fader where it has none of that name. */
  focusControl(control: string, options?: FocusOptions): void {
    const found = (name: string) => this.renderRoot.querySelector<HTMLElement>(`[data-control="${name}"]`);
    (found(control) ?? found('fader'))?.focus(options);
  }

  /** Forgets its loudest peak and puts its lamps out. */
  clearPeaks(): void {
    this.renderRoot.querySelector<MeterElement>('mm-meter')?.clear();
  }

  /** What is above its buttons, with no room to spare: a console gives all of its strips as much, so that faders are level. */
  get top(): HTMLElement | null {
    return this.renderRoot.querySelector('.top');
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#following.follow(this.#strip ? mutingParams(this.#strip) : []);
    if (changed.has('strip')) this.#entry.cancel();
  }

  protected override updated(): void {
    this.#entry.updated();
  }

  override render() {
    const strip = this.#strip;
    const muted = strip?.mute.value ?? false;
    const vca = strip ? mutingVca(strip) : undefined;
    return html`<div
      part="strip ${muted ? 'muted' : ''} ${vca ? 'muted-by-vca' : ''} ${this.silenced ? 'silenced' : ''}"
      class="strip ${muted || vca || this.silenced ? 'unheard' : ''}"
      role="group"
      aria-label=${this.#name}
      aria-describedby=${vca ? 'why' : nothing}
    >
      <div class="head">
        <div class="top">
          <slot name="header"></slot>
          ${this.compact ? nothing : this.#sends(strip)}
          <div class="knobs">
            ${strip && 'trim' in strip && !this.compact ? this.#knob('trim', strip.trim, 'Trim') : nothing}
            ${strip && 'pan' in strip ? this.#knob('pan', strip.pan, 'Pan') : nothing}
          </div>
        </div>
      </div>
      <div part="buttons" class="buttons">
        ${this.#toggle('mute', strip?.mute ?? null, 'M')}
        ${strip && 'solo' in strip ? this.#toggle('solo', strip.solo, 'S') : nothing}
      </div>
      <div class="throw">
        <mm-fader
          part="fader"
          data-control="fader"
          exportparts=${FADER_PARTS}
          label=${this.#called('fader')}
          .param=${strip?.gain ?? null}
          ?disabled=${this.disabled}
        ></mm-fader>
        ${
          strip && !('meter' in strip)
            ? nothing
            : html`<mm-meter
                part="meter"
                exportparts=${METER_PARTS}
                label=${this.#called('meter')}
                no-scale
                .meter=${strip?.meter ?? null}
              ></mm-meter>`
        }
      </div>
      ${this.#nameplate(strip)}
      <slot name="footer"></slot>
      ${vca ? html`<p id="why" class="unseen">${this.#saidOf(vca)}</p>` : nothing}
    </div>`;
  }

  #saidOf(vca: Vca): string {
    const name = this.vcaNames[vca.index];
    return `Muted by ${name ? `VCA ${name}` : ownNameOf(vca)}`;
  }

  /** Only strips have any. */
  #sends(strip: Channel | null): TemplateResult | typeof nothing {
    const sends = strip && 'sends' in strip ? strip.sends.slice(0, Math.max(0, this.maxSends)) : [];
    if (sends.length === 0) return nothing;
    return html`<div part="sends" class="sends">${sends.map(({ level, index }) => {
      const bus = this.busNames[index] || `Bus ${letterOf(index)}`;
      return html`<mm-knob
        part="send"
        class="send"
        data-control=${`send-${index}`}
        exportparts=${KNOB_PARTS.send}
        caption=${this.busNames[index] || letterOf(index)}
        label=${this.#called(`send to ${bus}`)}
        no-value
        .param=${level}
        ?disabled=${this.disabled}
      ></mm-knob>`;
    })}</div>`;
  }

  #knob(control: 'trim' | 'pan', param: object, caption: string): TemplateResult {
    return html`<mm-knob
      part=${control}
      data-control=${control}
      exportparts=${KNOB_PARTS[control]}
      caption=${caption}
      label=${this.#called(control)}
      .param=${param}
      ?disabled=${this.disabled}
    ></mm-knob>`;
  }

  #toggle(control: 'mute' | 'solo', param: SwitchParam | null, face: string): TemplateResult {
    return html`<mm-toggle
      part=${control}
      data-control=${control}
      exportparts=${`button: ${control}-button`}
      tone=${control}
      label=${this.#called(control)}
      .param=${param}
      ?disabled=${this.disabled}
    >${face}</mm-toggle>`;
  }

  #nameplate(strip: Channel | null): TemplateResult {
    return html`<div class="foot">
      <button
        part="name"
        class="plate ${this.#isBadged ? 'badged' : ''}"
        type="button"
        data-control="name"
        aria-label=${`${this.#name}: select`}
        aria-keyshortcuts=${this.renamable ? 'F2' : nothing}
        aria-pressed=${this.selected ? 'true' : 'false'}
        ?disabled=${strip === null}
        @click=${this.#select}
        @dblclick=${this.#edit}
        @keydown=${this.#onKey}
      ><span class="tag" data-tag=${strip ? tagOf(strip) : ''}></span><slot name="badges" @slotchange=${this.#onBadges}></slot><span class="name">${this.#name}</span></button>
      ${this.#entry.template(`Name of ${this.#name}`)}
    </div>`;
  }

  get #plate(): HTMLElement {
    return this.renderRoot.querySelector('.plate')!;
  }

  get #name(): string {
    return this.name || this.label || (this.#strip ? ownNameOf(this.#strip) : 'Strip');
  }

  #called(control: string): string {
    return `${this.#name} ${control}`;
  }

  #onBadges(event: Event): void {
    this.#isBadged = (event.target as HTMLSlotElement).assignedNodes({ flatten: true }).length > 0;
    this.requestUpdate();
  }

  #select(): void {
    this.selected = true;
    this.#tell('mm-select');
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'F2' || !this.renamable) return;
    event.preventDefault();
    this.#edit();
  }

  #edit(): void {
    if (this.renamable && this.#strip !== null) this.#entry.open(this.#name, true);
  }

  #rename(text: string): null {
    const name = text.trim();
    if (name === this.#name) return null;
    this.name = name;
    this.#tell('mm-rename');
    return null;
  }

  #tell(type: 'mm-select' | 'mm-rename'): void {
    const detail: api.StripEventDetail = { strip: this.#strip!, name: this.#name };
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }
}
