import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Mixer } from '../../api/mixer.js';
import { unlessDisposed } from '../../views/unless-disposed.js';
import type * as api from '../api.js';
import { Following } from '../control/following.js';
import { MixerElement } from '../mixer-element.js';
import type { Channel } from '../strip/channel.js';
import { STRIP_PARTS } from '../strip/parts.js';
import type { StripElement } from '../strip/strip.js';
import { type Bank, banksOf, groupsOf, type Placed, placesOf } from './banks.js';
import { consoleStyles } from './console-styles.js';
import { cutBySolo, soloParams } from './soloing.js';

/** Narrower than that, strips are shown in banks: pixels. */
const BANKED_BELOW = 640;
const BANK_SIZE = 8;
const SENDS = 4;
/** What browsers scroll by for a line of a wheel. */
const LINE_PIXELS = 20;

/** `<mm-console>`: see api.ts. */
export class ConsoleElement extends MixerElement implements api.MmConsole {
  static override properties: PropertyDeclarations = {
    mixer: { attribute: false },
    names: { attribute: false },
    colors: { attribute: false },
    groups: { attribute: false },
    selected: { attribute: false },
    bankSize: { type: Number, attribute: 'bank-size' },
    compact: { type: Boolean },
    maxSends: { type: Number, attribute: 'max-sends' },
    renamable: { type: Boolean },
    disabled: { type: Boolean },
  };
  static override styles = [...MixerElement.styles, consoleStyles];

  declare names: api.PerStrip;
  declare colors: api.PerStrip;
  declare groups: api.PerStrip;
  declare selected: Channel | null;
  declare bankSize: number;
  declare compact: boolean;
  declare maxSends: number;
  declare renamable: boolean;
  declare disabled: boolean;
  #mixer: Mixer | null = null;
  #places: readonly Placed[] = [];
  /** What a solo cuts. */
  #silenced: ReadonlySet<Channel> = new Set();
  readonly #solos = new Following(this, () => this.#dim());
  #banks: readonly Bank[] = [];
  #isBanked = false;
  #bank = 0;
  /** The strip whose controls Tab reaches. */
  #current = 0;
  #sized: ResizeObserver | undefined;
  #headed: ResizeObserver | undefined;
  /** What is above the buttons of the strips that are shown. */
  readonly #heads = new Map<Element, number>();

  constructor() {
    super();
    this.names = this.colors = this.groups = {};
    this.selected = null;
    this.bankSize = BANK_SIZE;
    this.maxSends = SENDS;
    this.compact = this.renamable = this.disabled = false;
  }

  get mixer(): Mixer | null {
    return this.#mixer;
  }

  set mixer(mixer: Mixer | null) {
    if (mixer && !(Array.isArray(mixer.strips) && mixer.master?.gain)) {
      throw new TypeError(`${this.localName}.mixer takes a mixer of createMixer, or null; this is none.`);
    }
    this.#mixer = mixer ?? null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sized ??= new ResizeObserver(() => {
      // Nothing is known of what is not laid out.
      const { clientWidth } = this;
      if (clientWidth > 0) this.#setBanked(clientWidth < BANKED_BELOW);
    });
    this.#sized.observe(this);
    this.#headed ??= new ResizeObserver((found) => this.#level(found));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sized?.disconnect();
    this.#headed?.disconnect();
    this.#heads.clear();
  }

  async reveal(strip: Channel, control?: string): Promise<void> {
    // It may not have been drawn since its mixer was set.
    await this.updateComplete;
    const place = this.#places.findIndex(({ channel }) => channel === strip);
    if (place >= 0) await this.#go(place, control ?? null);
  }

  clearPeaks(): void {
    for (const { channel } of this.#places) {
      if ('meter' in channel) unlessDisposed(() => channel.meter.clearClip());
    }
    this.#each((strip) => strip.clearPeaks());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('mixer')) {
      this.#current = this.#bank = 0;
      this.#solos.follow(this.#mixer ? soloParams(this.#mixer) : []);
      this.#silenced = this.#mixer ? cutBySolo(this.#mixer) : new Set();
    }
    if (['mixer', 'names', 'colors', 'groups', 'bankSize'].some((name) => changed.has(name))) {
      this.#places = this.#mixer ? placesOf(this.#mixer, this.names, this.colors, this.groups) : [];
      this.#banks = this.#mixer ? banksOf(this.#places, this.bankSize) : [];
      this.#bank = Math.min(this.#bank, Math.max(0, this.#banks.length - 1));
    }
  }

  protected override updated(): void {
    // Not as attributes, which a strict policy for styles would forbid.
    for (const group of this.renderRoot.querySelectorAll<HTMLElement>('.group')) {
      group.style.setProperty('--_strips', String(group.querySelectorAll('mm-strip').length));
    }
    this.#each((strip, { color }) => {
      void strip.updateComplete.then(() => this.#headed?.observe(strip.top!));
      if (color) strip.style.setProperty('--mm-color', color);
      else strip.style.removeProperty('--mm-color');
    });
    this.#rove();
  }

  override render() {
    const banked = this.#isBanked && this.#banks.length > 0;
    const { from, to } = banked ? this.#banks[this.#bank]! : { from: 0, to: this.#places.length };
    const shown = this.#places.slice(from, to);
    return html`<div
      part="console"
      class="console ${banked ? 'banked' : ''}"
      role="group"
      aria-label=${this.label || 'Console'}
      aria-describedby="keys"
    >
      ${banked ? this.#tabs() : nothing}
      <div
        class="desk"
        id="desk"
        role=${banked ? 'tabpanel' : nothing}
        aria-labelledby=${banked ? `bank-${this.#bank}` : nothing}
        @keydown=${this.#onKey}
        @focusin=${this.#onFocus}
        @mm-select=${this.#onSelect}
        @wheel=${this.#onWheel}
      >
        <div part="strips" class="strips">${this.#grouped(shown.filter(({ isOutput }) => !isOutput))}</div>
        <div part="outputs" class="outputs">${this.#grouped(shown.filter(({ isOutput }) => isOutput))}</div>
      </div>
      <p id="keys" class="unseen">Left and Right go from strip to strip, Tab to the next control of a strip.</p>
    </div>`;
  }

  /** Under the names of their groups, where they have any. */
  #grouped(places: readonly Placed[]) {
    if (this.#places.every(({ group }) => group === '')) return this.#strips(places);
    return repeat(
      groupsOf(places),
      ({ places }) => places[0]!.key,
      ({ name, places }) => html`<div
        part="group"
        class="group"
        role=${name ? 'group' : nothing}
        aria-label=${name || nothing}
      ><div part="group-name" class="group-name" aria-hidden="true"><span>${name}</span></div
      ><div class="row">${this.#strips(places)}</div></div>`,
    );
  }

  /** Who is cut by a solo, now. */
  #dim(): void {
    if (this.#mixer === null) return;
    const silenced = unlessDisposed(() => cutBySolo(this.#mixer!)) ?? this.#silenced;
    if (silenced.size === this.#silenced.size && [...silenced].every((each) => this.#silenced.has(each))) return;
    this.#silenced = silenced;
    this.requestUpdate();
  }

  #strips(places: readonly Placed[]) {
    return repeat(
      places,
      ({ key }) => key,
      ({ key, channel, name }) => html`<mm-strip
        part="channel"
        class=${key.split('-')[0]!}
        data-key=${key}
        exportparts=${STRIP_PARTS}
        .strip=${channel}
        name=${name}
        .busNames=${this.names.buses ?? []}
        max-sends=${this.maxSends}
        ?compact=${this.compact}
        ?renamable=${this.renamable}
        ?disabled=${this.disabled}
        ?selected=${channel === this.selected}
        ?silenced=${this.#silenced.has(channel)}
      ><slot name=${`${key}-header`} slot="header"></slot><slot name=${`${key}-badges`} slot="badges"></slot><slot name=${`${key}-footer`} slot="footer"></slot></mm-strip>`,
    );
  }

  #tabs(): TemplateResult {
    return html`<div part="banks" class="banks" role="tablist" aria-label="Banks" @keydown=${this.#onBankKey}>${this.#banks.map(
      ({ face, label }, i) => html`<button
        part="bank"
        type="button"
        role="tab"
        id=${`bank-${i}`}
        aria-controls="desk"
        aria-label=${label}
        aria-selected=${i === this.#bank ? 'true' : 'false'}
        tabindex=${i === this.#bank ? 0 : -1}
        @click=${() => this.#openBank(i)}
      >${face}</button>`,
    )}</div>`;
  }

  /** Gives all heads the height of the highest, so that faders are level. */
  #level(found: readonly ResizeObserverEntry[]): void {
    for (const { target, borderBoxSize } of found) this.#heads.set(target, borderBoxSize[0]!.blockSize);
    for (const head of this.#heads.keys()) {
      if (head.isConnected) continue;
      this.#headed!.unobserve(head);
      this.#heads.delete(head);
    }
    this.style.setProperty('--_head', `${Math.max(0, ...this.#heads.values())}px`);
  }

  #setBanked(isBanked: boolean): void {
    if (isBanked === this.#isBanked) return;
    this.#isBanked = isBanked;
    this.#bank = Math.max(0, this.#bankOf(this.#current));
    this.requestUpdate();
  }

  #bankOf(place: number): number {
    return this.#banks.findIndex(({ from, to }) => place >= from && place < to);
  }

  #openBank(bank: number): void {
    this.#bank = bank;
    this.#current = this.#banks[bank]!.from;
    this.requestUpdate();
  }

  readonly #onBankKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.#banks.length - 1;
    const moves: Record<string, number> = {
      ArrowLeft: this.#bank === 0 ? last : this.#bank - 1,
      ArrowRight: this.#bank === last ? 0 : this.#bank + 1,
      Home: 0,
      End: last,
    };
    const bank = moves[event.key];
    if (bank === undefined) return;
    event.preventDefault();
    this.#openBank(bank);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#bank-${bank}`)?.focus());
  };

  /** Left and Right are the console's, before a slider takes them for itself. */
  readonly #onKey = {
    capture: true,
    handleEvent: (event: KeyboardEvent): void => {
      if (event.metaKey || event.altKey || event.shiftKey || isTyped(event)) return;
      const last = this.#places.length - 1;
      const moves: Record<string, number> = event.ctrlKey
        ? { Home: 0, End: last }
        : { ArrowLeft: Math.max(0, this.#current - 1), ArrowRight: Math.min(last, this.#current + 1) };
      const place = moves[event.key];
      if (place === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const control = event.composedPath().find((target) => (target as HTMLElement).dataset?.control) as HTMLElement;
      void this.#go(place, control?.dataset.control ?? 'fader');
    },
  };

  /** Brings a strip in sight, and the keyboard to one of its controls. */
  async #go(place: number, control: string | null): Promise<void> {
    const bank = this.#bankOf(place);
    if (this.#isBanked && bank !== this.#bank) this.#openBank(bank);
    this.#current = place;
    await this.updateComplete;
    const strip = this.#stripAt(place);
    await strip?.updateComplete;
    this.#rove();
    if (control !== null) strip?.focusControl(control, { preventScroll: true });
    strip?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  readonly #onFocus = (event: FocusEvent): void => {
    this.#each((strip, _, place) => {
      if (event.composedPath().includes(strip)) this.#current = place;
    });
    this.#rove();
  };

  /** A wheel over what does not turn scrolls sideways: a console is wide and not high. */
  readonly #onWheel = {
    passive: false,
    handleEvent: (event: WheelEvent): void => {
      const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (event.defaultPrevented || event.ctrlKey || isSideways) return;
      const scrollers = this.renderRoot.querySelectorAll<HTMLElement>('.strips, .desk');
      const scroller = [...scrollers].find(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
      if (scroller === undefined) return;
      event.preventDefault();
      scroller.scrollLeft += event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_PIXELS : event.deltaY;
    },
  };

  readonly #onSelect = ({ detail }: CustomEvent<api.StripEventDetail>): void => {
    this.selected = detail.strip;
  };

  /** Tab stops at the controls of one strip only, and skips all that is in the others. */
  #rove(): void {
    this.#each((strip, _, place) => {
      // Set and never removed: Chromium takes the focus away from what is in an element that loses its tabindex.
      strip.tabIndex = place === this.#current ? 0 : -1;
    });
  }

  #each(work: (strip: StripElement, placed: Placed, place: number) => void): void {
    for (const strip of this.renderRoot.querySelectorAll<StripElement>('mm-strip')) {
      const place = this.#places.findIndex(({ key }) => key === strip.dataset.key);
      if (place >= 0) work(strip, this.#places[place]!, place);
    }
  }

  #stripAt(place: number): StripElement | null {
    return this.renderRoot.querySelector(`[data-key="${this.#places[place]?.key}"]`);
  }
}

/** Whether it goes into a field, which has arrows of its own. */
function isTyped(event: KeyboardEvent): boolean {
  return ['input', 'select', 'textarea'].includes((event.composedPath()[0] as Element).localName);
}
