import type { Mixer } from 'megamixer';
import type { MmConsole, PerStrip } from 'megamixer/elements';
import { colourOf } from '../colour-of.ts';
import { element } from '../element.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import type { Names } from '../session/session.ts';
import type { Loop } from '../song/loop.ts';
import { VCAS } from '../song/mix/vcas.ts';
import type { Part } from '../song/player.ts';
import { BusView } from './bus-view.ts';
import type { Channel, ChannelView } from './channel-view.ts';
import { MasterView } from './master-view.ts';
import { StripView } from './strip-view.ts';
import { VcaView } from './vca-view.ts';

export interface ConsoleViewOptions {
  readonly mixer: Mixer;
  /** One per strip. */
  readonly loops: readonly Loop[];
  /** Seconds into the song, or null while it is stopped. */
  readonly position: () => number | null;
  /** Hears the output. */
  readonly analyser: AnalyserNode;
  readonly frames: FrameLoop;
}

const LOWEST_FOR_HEADS_PX = 440;

/** The console: the element, and what the demo adds to each of its strips. */
export class ConsoleView implements Names {
  readonly root: HTMLElement;
  readonly strips: readonly StripView[];
  readonly buses: readonly BusView[];
  readonly vcas: readonly VcaView[];
  readonly master: MasterView;
  /** Hears that somebody wants to see what is inside a channel. */
  onSelect: (channel: ChannelView) => void = () => {};
  /** Hears that a channel is called otherwise now. */
  onRename: () => void = () => {};
  readonly #element: MmConsole;
  readonly #views: ReadonlyMap<Channel, ChannelView>;

  constructor({ mixer, loops, position, analyser, frames }: ConsoleViewOptions) {
    const vcas = mixer.vcas.slice(0, VCAS.length);
    const colours = loops.map((loop) => colourOf(loop.group));
    this.strips = loops.map((loop, i) => new StripView(mixer.strips[i]!, vcas, loop, position, frames));
    const fed = mixer.strips.slice(0, loops.length);
    this.buses = mixer.buses.map((bus) => new BusView(bus, vcas, fed, colours));
    const members = [...fed, ...mixer.buses];
    const memberColours = [...colours, ...this.buses.map(({ colour }) => colour)];
    this.vcas = vcas.map((vca) => new VcaView(vca, members, memberColours));
    this.master = new MasterView(mixer.master, analyser, frames);
    this.#views = new Map(this.channels.map((view) => [view.channel, view]));

    const console = element('mm-console', { renamable: true }, ...this.channels.flatMap(({ slotted }) => slotted));
    console.mixer = mixer;
    console.colors = this.#each(({ colour }) => colour);
    console.groups = this.#each(({ group }) => group);
    console.addEventListener('mm-select', ({ detail }) => this.onSelect(this.of(detail.strip)!));
    console.addEventListener('mm-rename', ({ detail }) => this.rename(this.of(detail.strip)!, detail.name));
    // A click leaves the focus where it was, so that the space bar goes on to mean start and stop.
    console.addEventListener('mousedown', (event) => {
      if (event.composedPath().some(isButton)) event.preventDefault();
    });
    this.#element = console;
    this.#name();
    this.root = element('main', { class: 'console' }, console);
    // Where it is low, as with the details open, faders need the room more than what is above them.
    new ResizeObserver(() => {
      console.compact = this.root.clientHeight < LOWEST_FOR_HEADS_PX;
      this.root.classList.toggle('low', console.compact);
    }).observe(this.root);
  }

  of(channel: Channel): ChannelView | undefined {
    return this.#views.get(channel);
  }

  /** What people call it. */
  readonly nameOf = (channel: Channel): string => this.of(channel)?.name ?? '';

  rename(channel: ChannelView, name: string): void {
    channel.rename(name);
    this.#name();
    this.onRename();
  }

  /** Shows whose details are open. */
  select(channel: ChannelView | null): void {
    this.#element.selected = channel?.channel ?? null;
  }

  /** Brings a channel in sight, and the keyboard to one of its controls. */
  reveal({ channel }: ChannelView, control?: 'name'): void {
    void this.#element.reveal(channel, control);
  }

  clearPeaks(): void {
    this.#element.clearPeaks();
  }

  /** Shows what plays. */
  show(parts: readonly Part[]): void {
    for (const [i, strip] of this.strips.entries()) strip.show(parts.find((part) => part.strip === i) ?? null);
  }

  get given(): Readonly<Record<string, string>> {
    const renamed = this.channels.filter(({ name, ownName }) => name !== ownName);
    return Object.fromEntries(renamed.map(({ tag, name }) => [tag, name]));
  }

  set given(names: Readonly<Record<string, string>>) {
    for (const channel of this.channels) channel.rename(names[channel.tag] ?? channel.ownName);
    this.#name();
  }

  /** Every channel, as it stands from left to right. */
  get channels(): readonly ChannelView[] {
    return [...this.strips, ...this.vcas, ...this.buses, this.master];
  }

  #name(): void {
    this.#element.names = this.#each(({ name }) => name);
  }

  #each(tell: (view: ChannelView) => string): PerStrip {
    return {
      strips: this.strips.map(tell),
      vcas: this.vcas.map(tell),
      buses: this.buses.map(tell),
      master: tell(this.master),
    };
  }
}

/** Of the console: mute, solo, a peak. A name keeps the focus, since its keys do something. */
function isButton(target: EventTarget): boolean {
  return target instanceof Element && target.matches('mm-toggle, mm-meter');
}
