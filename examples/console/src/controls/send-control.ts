import type { GainParam, Send } from 'megamixer';
import { element } from '../element.ts';
import { labelPart } from '../part-label.ts';
import { BarSlider } from './bar-slider.ts';
import { SEND } from './kinds.ts';

export interface SendControlOptions {
  readonly sends: readonly Send[];
  readonly busNames: readonly string[];
  /** Which is shown where none is open. */
  readonly usual: number;
}

/** Radio buttons belong together by name. */
let made = 0;

/** One level for four sends: the letters choose whose, and those that are open are coloured. */
export class SendControl {
  readonly root: HTMLElement;
  readonly #options: SendControlOptions;
  readonly #bar: BarSlider<GainParam>;

  constructor(options: SendControlOptions) {
    this.#options = options;
    const { sends, busNames, usual } = options;
    const open = sends.findIndex((send) => send.level.value > 0);
    const first = open < 0 ? usual : open;
    this.#bar = new BarSlider({
      param: sends[first]!.level,
      kind: SEND,
      caption: busNames[first]!,
      part: `send to ${busNames[first]}`,
      origin: 'left',
    });
    const group = `send-${made++}`;
    const tabs = element(
      'div',
      { class: 'send-tabs', role: 'radiogroup' },
      ...sends.map((send, i) => this.#tab(send, i, group, i === first)),
    );
    labelPart(tabs, 'send to bus');
    this.root = element('div', { class: 'send' }, tabs, this.#bar.root);
    this.root.style.setProperty('--chosen-bus', `var(--bus-${first})`);
  }

  #tab(send: Send, i: number, group: string, checked: boolean): HTMLElement {
    const name = this.#options.busNames[i]!;
    const radio = element('input', { type: 'radio', name: group, value: i, checked, 'aria-label': name });
    const tab = element('label', { class: 'send-tab', title: `Send to ${name}` }, radio, letterOf(i));
    tab.style.setProperty('--bus', `var(--bus-${i})`);
    const show = (): boolean => tab.classList.toggle('open', send.level.value > 0);
    send.level.subscribe(show);
    show();
    radio.addEventListener('change', () => this.#choose(i));
    return tab;
  }

  #choose(i: number): void {
    const { sends, busNames } = this.#options;
    this.#bar.bind(sends[i]!.level, busNames[i]!, `send to ${busNames[i]}`);
    this.root.style.setProperty('--chosen-bus', `var(--bus-${i})`);
  }
}

/** Buses are lettered, strips numbered. */
export function letterOf(bus: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + bus);
}
