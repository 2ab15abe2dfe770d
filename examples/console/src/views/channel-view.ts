import type { GainParam, Meter, SwitchParam } from 'megamixer';
import { Fader } from '../controls/fader.ts';
import { Figure } from '../controls/figure.ts';
import { toggle } from '../controls/toggle.ts';
import type { Desk } from '../detail/desk.ts';
import { element } from '../element.ts';
import { dbText } from '../format.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import { MeterView } from '../meters/meter-view.ts';
import { labelPart, nameOwner } from '../part-label.ts';
import { type Lamp, lamps } from './lamps.ts';

export interface ChannelViewOptions {
  readonly kind: 'strip' | 'bus' | 'master';
  readonly tag: string;
  readonly name: string;
  /** A CSS colour. */
  readonly colour: string;
  readonly gain: GainParam;
  readonly mute: SwitchParam;
  readonly solo?: SwitchParam;
  readonly meter: Meter;
  readonly frames: FrameLoop;
  /** What is above the mute and solo buttons. */
  readonly head: readonly HTMLElement[];
  /** What may be at work in it. */
  readonly lamps: readonly Lamp[];
}

/** What strips, buses and the master have in common: buttons, fader, meter, name. */
export abstract class ChannelView {
  readonly root: HTMLElement;
  readonly meter: MeterView;
  /** Opens the details. */
  readonly selectButton: HTMLButtonElement;
  readonly tag: string;
  /** A CSS colour. */
  readonly colour: string;
  /** What it is called until somebody gives it another name. */
  readonly ownName: string;
  readonly #face = element('span', { class: 'name' });
  #name = '';

  constructor(options: ChannelViewOptions) {
    const { kind, gain, mute, solo, head } = options;
    this.tag = options.tag;
    this.colour = options.colour;
    this.ownName = options.name;
    this.selectButton = this.#plate(options);
    const level = new Figure();
    const fader = new Fader(gain, (param) => {
      level.text = dbText(param.db);
    });
    this.meter = new MeterView(options.meter, options.frames, kind === 'master');
    const buttons = element(
      'div',
      { class: 'buttons' },
      toggle({ param: mute, face: solo === undefined ? 'Mute' : 'M', part: 'mute', look: 'mute' }),
    );
    if (solo !== undefined) buttons.append(toggle({ param: solo, face: 'S', part: 'solo', look: 'solo' }));

    this.root = element(
      'section',
      { class: `channel ${kind}` },
      element('div', { class: 'head' }, ...head),
      buttons,
      element(
        'div',
        { class: 'figures' },
        element('div', { class: 'level', 'aria-hidden': 'true' }, level.root),
        this.meter.peakButton,
      ),
      element('div', { class: 'throw' }, fader.root, this.meter.root),
      this.selectButton,
    );
    this.root.style.setProperty('--colour', options.colour);
    const showMute = (): boolean => this.root.classList.toggle('muted', mute.value);
    mute.subscribe(showMute);
    showMute();
    this.rename(options.name);
    this.select(false);
  }

  /** Everything of this channel, for as long as the desk's life. `nameField` renames it. */
  abstract detail(nameField: HTMLElement, desk: Desk): HTMLElement[];

  get name(): string {
    return this.#name;
  }

  rename(name: string): void {
    this.#name = name;
    this.#face.textContent = name;
    this.root.setAttribute('aria-label', name);
    nameOwner(this.root, name);
  }

  /** Shows that its details are open, or no longer. */
  select(selected: boolean): void {
    this.root.classList.toggle('selected', selected);
    this.selectButton.setAttribute('aria-expanded', String(selected));
  }

  #plate({ tag, lamps: lit }: ChannelViewOptions): HTMLButtonElement {
    const plate = element(
      'button',
      { type: 'button', class: 'plate', 'aria-controls': 'detail', 'aria-keyshortcuts': 'E', title: 'Details (E)' },
      element('span', { class: 'tag', 'aria-hidden': 'true' }, tag),
      lamps(lit),
      this.#face,
    );
    labelPart(plate, 'details');
    return plate;
  }
}
