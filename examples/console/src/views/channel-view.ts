import type { Bus, Master, Strip, Vca } from 'megamixer';
import type { Desk } from '../detail/desk.ts';
import { element } from '../element.ts';
import { type Lamp, lamps } from './lamps.ts';

/** What is on a console: strips, buses, the master, VCA faders. */
export type Channel = Strip | Bus | Master | Vca;

export interface ChannelViewOptions {
  readonly channel: Channel;
  /** How `<mm-console>` calls its place, such as `strip-3`. */
  readonly place: string;
  readonly tag: string;
  readonly name: string;
  /** A CSS colour. */
  readonly colour: string;
  /** The name of what it stands together with. */
  readonly group: string;
  /** What is above its controls. */
  readonly head: HTMLElement;
  /** What may be at work in it. */
  readonly lamps: readonly Lamp[];
}

/** What the demo knows of a strip of its console, and adds to it. */
export abstract class ChannelView {
  readonly channel: Channel;
  readonly tag: string;
  /** A CSS colour. */
  readonly colour: string;
  readonly group: string;
  /** What it is called until somebody gives it another name. */
  readonly ownName: string;
  /** What goes into the console's slots. */
  readonly slotted: readonly HTMLElement[];
  #name: string;

  constructor(options: ChannelViewOptions) {
    this.channel = options.channel;
    this.tag = options.tag;
    this.colour = options.colour;
    this.group = options.group;
    this.ownName = this.#name = options.name;
    this.slotted = [
      element('div', { class: 'head', slot: `${options.place}-header` }, options.head),
      element('div', { class: 'badges', slot: `${options.place}-badges` }, lamps(options.lamps)),
    ];
  }

  /** Everything of this channel, for as long as the desk's life. `nameField` renames it. */
  abstract detail(nameField: HTMLElement, desk: Desk): HTMLElement[];

  get name(): string {
    return this.#name;
  }

  rename(name: string): void {
    this.#name = name;
  }
}
