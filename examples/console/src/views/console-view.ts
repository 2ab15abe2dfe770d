import type { Bus, Master, Mixer, Strip } from 'megamixer';
import { colourOf } from '../colour-of.ts';
import { element } from '../element.ts';
import type { FrameLoop } from '../meters/frame-loop.ts';
import type { Names } from '../session/session.ts';
import type { Group, Loop } from '../song/loop.ts';
import type { Part } from '../song/player.ts';
import { BusView } from './bus-view.ts';
import type { ChannelView } from './channel-view.ts';
import { MasterView } from './master-view.ts';
import { dimWhatSoloSilences } from './solo-dimming.ts';
import { StripView } from './strip-view.ts';

const GROUP_NAMES: Readonly<Record<Group, string>> = {
  drums: 'Drums',
  breaks: 'Breaks',
  percussion: 'Percussion',
  bass: 'Bass',
  keys: 'Keys',
  guitar: 'Guitar',
  atmosphere: 'Atmosphere',
};

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

/** All strips, scrolling; buses and master, always there. */
export class ConsoleView implements Names {
  readonly root: HTMLElement;
  readonly strips: readonly StripView[];
  readonly buses: readonly BusView[];
  readonly master: MasterView;

  constructor({ mixer, loops, position, analyser, frames }: ConsoleViewOptions) {
    const colours = loops.map((loop) => colourOf(loop.group));
    this.strips = loops.map((loop, i) => new StripView(mixer.strips[i]!, loop, position, frames));
    const fed = mixer.strips.slice(0, loops.length);
    this.buses = mixer.buses.map((bus) => new BusView(bus, fed, colours, frames));
    this.master = new MasterView(mixer.master, analyser, frames);

    const strips = element('div', { class: 'strips', role: 'region', 'aria-label': 'Strips' });
    for (const [group, views] of Map.groupBy(this.strips, (_, i) => loops[i]!.group)) {
      strips.append(groupOf(group, GROUP_NAMES[group], views));
    }
    strips.addEventListener('wheel', (event) => scrollSideways(strips, event), { passive: false });
    const outputs = element(
      'div',
      { class: 'outputs', role: 'region', 'aria-label': 'Buses and master' },
      groupOf('buses', 'Buses', this.buses),
      groupOf('output', 'Output', [this.master]),
    );
    this.root = element('main', { class: 'console' }, strips, outputs);
    this.#views = new Map<Strip | Bus | Master, ChannelView>([
      ...this.strips.map((view, i) => [mixer.strips[i]!, view] as const),
      ...this.buses.map((view, i) => [mixer.buses[i]!, view] as const),
      [mixer.master, this.master],
    ]);
    dimWhatSoloSilences(mixer, this.strips, this.buses);
  }

  /** What people call it. */
  readonly nameOf = (channel: Strip | Bus | Master): string => this.#views.get(channel)?.name ?? '';
  readonly #views: ReadonlyMap<Strip | Bus | Master, ChannelView>;

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
  }

  /** Every channel, as it stands from left to right. */
  get channels(): readonly ChannelView[] {
    return [...this.strips, ...this.buses, this.master];
  }
}

function groupOf(key: string, name: string, views: readonly ChannelView[]): HTMLElement {
  const group = element(
    'section',
    { class: 'group', 'aria-label': name },
    element('h2', {}, element('span', {}, name)),
    element('div', { class: 'channels' }, ...views.map((view) => view.root)),
  );
  group.style.setProperty('--group', `var(--${key}, var(--text-dim))`);
  return group;
}

/** A wheel over what does not turn scrolls, since the console is wide and not high. */
function scrollSideways(strips: HTMLElement, event: WheelEvent): void {
  if (event.defaultPrevented || event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
  strips.scrollLeft += event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 20 : event.deltaY;
  event.preventDefault();
}
