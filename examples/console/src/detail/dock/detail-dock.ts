import type { Mixer } from 'megamixer';
import type { MixerElement } from 'megamixer/elements';
import { isComposing } from '../../composing.ts';
import { element } from '../../element.ts';
import { Lifetime } from '../../lifetime.ts';
import type { FrameLoop } from '../../meters/frame-loop.ts';
import { nameOwner } from '../../part-label.ts';
import type { ChannelView } from '../../views/channel-view.ts';
import type { ConsoleView } from '../../views/console-view.ts';
import type { Desk } from '../desk.ts';
import type { Monitor } from '../monitor.ts';
import { dockEdge } from './dock-edge.ts';

export interface DetailDockOptions {
  readonly mixer: Mixer;
  readonly frames: FrameLoop;
  readonly monitor: Monitor;
  readonly console: ConsoleView;
  readonly say: Desk['say'];
  /** Hears when it has opened or closed. */
  readonly onChange: (open: boolean) => void;
}

/** Below the faders: everything of the one channel that is selected. */
export class DetailDock {
  readonly root = element('section', { class: 'detail', id: 'detail', hidden: true });
  readonly #options: DetailDockOptions;
  #life = new Lifetime();
  #shown: ChannelView | null = null;
  /** What opens again. */
  #last: ChannelView;

  constructor(options: DetailDockOptions) {
    this.#options = options;
    const { console } = options;
    this.#last = console.channels[0]!;
    console.onSelect = (channel) => this.open(channel);
    console.onRename = () => this.#name();
  }

  get shown(): ChannelView | null {
    return this.#shown;
  }

  toggle(): void {
    if (this.#shown === null) this.open(this.#last);
    else this.close();
  }

  open(channel: ChannelView): void {
    const focused = this.#focused();
    this.#leave();
    this.#shown = this.#last = channel;
    const { mixer, frames, monitor, console, say } = this.#options;
    const desk: Desk = { mixer, frames, monitor, nameOf: console.nameOf, say, life: this.#life };
    const sections = channel.detail(this.#nameField(channel), desk);
    this.root.hidden = false;
    this.root.style.setProperty('--colour', channel.colour);
    this.root.replaceChildren(
      dockEdge(this.root, console.root),
      this.#spine(channel),
      element('div', { class: 'sections' }, ...sections),
    );
    this.#name();
    console.select(channel);
    this.#options.onChange(true);
    if (focused !== null) this.#focus(focused);
  }

  close(): void {
    this.#leave();
    this.#options.console.select(null);
    this.root.hidden = true;
    this.root.replaceChildren();
    this.#options.onChange(false);
  }

  /** Goes to the neighbour, and to the same control there. */
  step(by: number): boolean {
    const { console } = this.#options;
    const { channels } = console;
    const next = this.#shown && channels[channels.indexOf(this.#shown) + by];
    if (!next) return false;
    this.open(next);
    console.reveal(next);
    return true;
  }

  /** Hands the keyboard to the first control. */
  enter(): void {
    const first = this.root.querySelector<HTMLElement>('.sections :is(select, mm-toggle, mm-eq)');
    if (first !== null) void focusIn(first, 0);
  }

  #leave(): void {
    this.#life.end();
    this.#life = new Lifetime();
    this.#shown = null;
  }

  /** Which part has the keyboard, and which control inside of it. */
  #focused(): { readonly part: string; readonly inside: number } | null {
    const active = document.activeElement as HTMLElement | null;
    if (active === null || !this.root.contains(active)) return null;
    const inside = controlsIn(active).indexOf(active.shadowRoot?.activeElement ?? active);
    return { part: active.dataset.part ?? '', inside };
  }

  #focus({ part, inside }: { readonly part: string; readonly inside: number }): void {
    const same = [...this.root.querySelectorAll<HTMLElement>('[data-part]')].find((each) => each.dataset.part === part);
    if (same === undefined) this.enter();
    else void focusIn(same, inside);
  }

  /** It is called what its channel is. */
  #name(): void {
    if (this.#shown === null) return;
    const { name } = this.#shown;
    this.root.setAttribute('aria-label', `${name} details`);
    this.root.querySelector('.spine-name')!.textContent = name;
    const field = this.root.querySelector<HTMLInputElement>('.name-field');
    if (field !== null) field.value = name;
    nameOwner(this.root, name);
  }

  #nameField(channel: ChannelView): HTMLElement {
    const field = element('input', {
      ...{ type: 'text', class: 'name-field', value: channel.name, maxlength: 16, spellcheck: 'false' },
      ...{ autocomplete: 'off', 'aria-label': `Name of ${channel.tag}`, title: 'Rename' },
    });
    field.addEventListener('change', () => {
      this.#options.console.rename(channel, field.value.trim() || channel.name);
    });
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !isComposing(event)) field.blur();
    });
    return field;
  }

  /** The channel's plate once more, upright, with the ways out. */
  #spine(channel: ChannelView): HTMLElement {
    const close = spineButton('×', 'Close the details', () => {
      this.close();
      this.#options.console.reveal(channel, 'name');
    });
    const back = spineButton('‹', 'Previous channel', () => this.step(-1));
    const on = spineButton('›', 'Next channel', () => this.step(1));
    return element(
      'div',
      { class: 'spine' },
      close,
      element(
        'div',
        { class: 'spine-label', 'aria-hidden': 'true' },
        element('span', { class: 'spine-name' }, channel.name),
      ),
      element('div', { class: 'steps' }, back, on),
    );
  }
}

function spineButton(face: string, label: string, action: () => void): HTMLElement {
  const button = element('button', { type: 'button', 'aria-label': label, title: label }, face);
  button.addEventListener('click', action);
  return button;
}

/** What the keyboard can reach in an element of the library. */
function controlsIn(element: HTMLElement): readonly Element[] {
  return [...(element.shadowRoot?.querySelectorAll('mm-knob, mm-toggle, button, select, [tabindex="0"]') ?? [])];
}

/** Hands the keyboard to one of the controls of an element, or to the element itself. */
async function focusIn(element: HTMLElement, inside: number): Promise<void> {
  await (element as Partial<MixerElement>).updateComplete;
  const control = (controlsIn(element)[inside] ?? element) as HTMLElement & Partial<MixerElement>;
  await control.updateComplete;
  control.focus();
}
