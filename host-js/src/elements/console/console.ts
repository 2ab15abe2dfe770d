import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Mixer } from '../../api/mixer.js';
import { unlessDisposed } from '../../views/unless-disposed.js';
import type * as api from '../api.js';
import { MixerElement } from '../mixer-element.js';
import type { Channel } from '../strip/channel.js';
import { STRIP_PARTS } from '../strip/parts.js';
import type { StripElement } from '../strip/strip.js';
import { bankTabs } from './bank-tabs.js';
import { type Bank, banksOf, isOf, namesOf, type Placed, placesOf } from './banks.js';
import { consoleStyles } from './console-styles.js';
import { grouped } from './groups.js';
import { Heads } from './heads.js';
import { isOwnKey, placeAfter, scrollSideways } from './inputs.js';
import { Silenced } from './soloing.js';
import { Width } from './width.js';

/** Narrower than that, strips are shown in banks: pixels. */
const BANKED_BELOW = 640;
const BANK_SIZE = 8;
const SENDS = 4;

/** `<mm-console>`: see api.ts. */
export class ConsoleElement extends MixerElement implements api.MmConsole {
  static override properties: PropertyDeclarations = {
    mixer: { attribute: false },
    // Whoever says them anew means it, the same ones too: they undo what its user has renamed.
    names: { attribute: false, hasChanged: () => true },
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

  declare colors: api.PerStrip;
  declare groups: api.PerStrip;
  declare selected: Channel | null;
  declare bankSize: number;
  declare compact: boolean;
  declare maxSends: number;
  declare renamable: boolean;
  declare disabled: boolean;
  #mixer: Mixer | null = null;
  #names: api.PerStrip = {};
  /** What its user calls them, by their keys. */
  readonly #renamed = new Map<string, string>();
  #places: readonly Placed[] = [];
  readonly #silenced = new Silenced(this);
  #busNames: readonly string[] = [];
  #vcaNames: readonly string[] = [];
  #banks: readonly Bank[] = [];
  #isBanked = false;
  #bank = 0;
  /** The strip whose controls Tab reaches. */
  #current = 0;

  constructor() {
    super();
    this.colors = this.groups = {};
    this.selected = null;
    this.bankSize = BANK_SIZE;
    this.maxSends = SENDS;
    this.compact = this.renamable = this.disabled = false;
    new Heads(this);
    new Width(this, (width) => this.#setBanked(width < BANKED_BELOW));
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

  get names(): api.PerStrip {
    return this.#names;
  }

  set names(names: api.PerStrip | undefined) {
    this.#names = names ?? {};
    this.#renamed.clear();
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
      this.#silenced.follow(this.#mixer);
      if (this.selected && !isOf(this.#mixer, this.selected)) this.selected = null;
    }
    if (['mixer', 'names', 'colors', 'groups', 'bankSize'].some((name) => changed.has(name))) {
      // The keyboard stays where it was, wherever that is now.
      const key = changed.has('mixer') ? undefined : this.#places[this.#current]?.key;
      this.#place();
      const found = this.#places.findIndex((placed) => placed.key === key);
      const nearest = key === undefined ? 0 : Math.min(this.#current, this.#places.length - 1);
      this.#current = Math.max(0, found >= 0 ? found : nearest);
      this.#bank = Math.max(0, this.#bankOf(this.#current));
    }
  }

  #place(): void {
    const { colors, groups } = this;
    const told = { names: this.#names, renamed: this.#renamed, colors: colors ?? {}, groups: groups ?? {} };
    this.#places = this.#mixer ? placesOf(this.#mixer, told) : [];
    this.#banks = this.#mixer ? banksOf(this.#places, this.bankSize) : [];
    this.#busNames = namesOf(this.#places, 'bus');
    this.#vcaNames = namesOf(this.#places, 'vca');
  }

  protected override updated(): void {
    // Not as attributes, which a strict policy for styles would forbid.
    for (const part of this.renderRoot.querySelectorAll<HTMLElement>('.group, .desk')) {
      const strips = part.querySelectorAll(part.id === 'desk' ? '.strips mm-strip' : 'mm-strip');
      part.style.setProperty('--_strips', String(strips.length));
    }
    this.#each((strip, { color }) => {
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
      ${banked ? bankTabs(this.#banks, this.#bank, (bank, byKey) => this.#openTab(bank, byKey)) : nothing}
      <div
        class="desk"
        id="desk"
        role=${banked ? 'tabpanel' : nothing}
        aria-labelledby=${banked ? `bank-${this.#bank}` : nothing}
        @keydown=${this.#onKey}
        @focusin=${this.#onFocus}
        @mm-select=${this.#onSelect}
        @mm-rename=${this.#onRename}
        @wheel=${this.#onWheel}
      >
        <div part="strips" class="strips">${grouped(
          shown.filter(({ isOutput }) => !isOutput),
          this.#strips,
        )}</div>
        <div part="outputs" class="outputs">${grouped(
          shown.filter(({ isOutput }) => isOutput),
          this.#strips,
        )}</div>
      </div>
      <p id="keys" class="unseen">Left and Right go from strip to strip, Tab to the next control of a strip.</p>
    </div>`;
  }

  readonly #strips = (places: readonly Placed[]) =>
    repeat(
      places,
      ({ key }) => key,
      ({ key, channel, name }) => html`<mm-strip
        part="channel"
        class=${key.split('-')[0]!}
        data-key=${key}
        exportparts=${STRIP_PARTS}
        .strip=${channel}
        .name=${live(name)}
        .busNames=${this.#busNames}
        .vcaNames=${this.#vcaNames}
        max-sends=${this.maxSends}
        ?compact=${this.compact}
        ?renamable=${this.renamable}
        ?disabled=${this.disabled}
        ?selected=${channel === this.selected}
        ?silenced=${this.#silenced.has(channel)}
      ><slot name=${`${key}-header`} slot="header"></slot><slot name=${`${key}-badges`} slot="badges"></slot><slot name=${`${key}-footer`} slot="footer"></slot></mm-strip>`,
    );

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

  async #openTab(bank: number, byKey: boolean): Promise<void> {
    this.#openBank(bank);
    await this.updateComplete;
    if (byKey) this.renderRoot.querySelector<HTMLElement>(`#bank-${bank}`)?.focus();
  }

  /** Left and Right are the console's, before a slider takes them for itself. */
  readonly #onKey = {
    capture: true,
    handleEvent: (event: KeyboardEvent): void => {
      if (event.metaKey || event.altKey || event.shiftKey || !isOwnKey(event)) return;
      const place = placeAfter(event, this.#current, this.#places.length - 1);
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

  readonly #onWheel = {
    passive: false,
    handleEvent: (event: WheelEvent): void => {
      scrollSideways(event, [...this.renderRoot.querySelectorAll<HTMLElement>('.strips, .outputs, .desk')]);
    },
  };

  readonly #onSelect = ({ detail }: CustomEvent<api.StripEventDetail>): void => {
    this.selected = detail.strip;
  };

  /** It stays so until somebody says `names` anew. */
  readonly #onRename = ({ target }: Event): void => {
    const { dataset, name } = target as StripElement;
    if (dataset.key === undefined) return;
    this.#renamed.set(dataset.key, name);
    this.requestUpdate('names', this.#names);
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
