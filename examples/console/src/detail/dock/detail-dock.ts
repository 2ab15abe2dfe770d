import type { Mixer } from 'megamixer';
import { element } from '../../element.ts';
import { Lifetime } from '../../lifetime.ts';
import type { FrameLoop } from '../../meters/frame-loop.ts';
import { nameOwner } from '../../part-label.ts';
import type { ChannelView } from '../../views/channel-view.ts';
import type { Desk } from '../desk.ts';
import type { Monitor } from '../monitor.ts';
import { dockEdge } from './dock-edge.ts';

export interface DetailDockOptions {
  readonly mixer: Mixer;
  readonly frames: FrameLoop;
  readonly monitor: Monitor;
  /** From left to right. */
  readonly channels: readonly ChannelView[];
  readonly nameOf: Desk['nameOf'];
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
    this.#last = options.channels[0]!;
    for (const channel of options.channels) {
      channel.selectButton.addEventListener('click', () => this.toggle(channel));
    }
  }

  get shown(): ChannelView | null {
    return this.#shown;
  }

  toggle(channel = this.#last): void {
    if (this.#shown === channel) this.close();
    else this.open(channel);
  }

  open(channel: ChannelView): void {
    const focused = this.#focusedPart();
    this.#leave();
    this.#shown = this.#last = channel;
    const { mixer, frames, monitor, nameOf, say } = this.#options;
    const desk: Desk = { mixer, frames, monitor, nameOf, say, life: this.#life };
    const sections = channel.detail(this.#nameField(channel), desk);
    this.root.hidden = false;
    this.root.style.setProperty('--colour', channel.colour);
    this.root.replaceChildren(
      dockEdge(this.root),
      this.#spine(channel),
      element('div', { class: 'sections' }, ...sections),
    );
    this.#name(channel);
    channel.select(true);
    this.#options.onChange(true);
    if (focused !== null) this.#focus(focused);
  }

  close(): void {
    this.#leave();
    this.root.hidden = true;
    this.root.replaceChildren();
    this.#options.onChange(false);
  }

  /** Goes to the neighbour, and to the same control there. */
  step(by: number): boolean {
    const { channels } = this.#options;
    const next = this.#shown && channels[channels.indexOf(this.#shown) + by];
    if (!next) return false;
    this.open(next);
    next.root.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return true;
  }

  /** Hands the keyboard to the first control. */
  enter(): void {
    this.root.querySelector<HTMLElement>('.sections :is(button, select, input, [tabindex="0"])')?.focus();
  }

  #leave(): void {
    this.#life.end();
    this.#life = new Lifetime();
    this.#shown?.select(false);
    this.#shown = null;
  }

  #focusedPart(): string | null {
    const { activeElement } = document;
    if (!this.root.contains(activeElement)) return null;
    return (activeElement as HTMLElement).dataset.part ?? '';
  }

  #focus(part: string): void {
    const same = [...this.root.querySelectorAll<HTMLElement>('[data-part]')].find((each) => each.dataset.part === part);
    if (same === undefined) this.enter();
    else same.focus();
  }

  #name(channel: ChannelView): void {
    this.root.setAttribute('aria-label', `${channel.name} details`);
    nameOwner(this.root, channel.name);
  }

  #nameField(channel: ChannelView): HTMLElement {
    const field = element('input', {
      ...{ type: 'text', class: 'name-field', value: channel.name, maxlength: 16, spellcheck: 'false' },
      ...{ autocomplete: 'off', 'aria-label': `Name of ${channel.tag}`, title: 'Rename' },
    });
    field.addEventListener('change', () => {
      if (field.value.trim() === '') field.value = channel.name;
      channel.rename(field.value.trim());
      this.root.querySelector('.spine-name')!.textContent = channel.name;
      this.#name(channel);
    });
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') field.blur();
    });
    return field;
  }

  /** The channel's plate once more, upright, with the ways out. */
  #spine(channel: ChannelView): HTMLElement {
    const close = spineButton('×', 'Close the details', () => {
      this.close();
      channel.selectButton.focus();
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
