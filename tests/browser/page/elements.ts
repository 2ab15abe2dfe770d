/** Elements on a mixer for tests, and what a test sees of them. What a hand does comes from the browser. */
import type { Param } from 'megamixer';
import type { MmFader, MmKnob, MmLoudness, MmMeter, MmToggle } from 'megamixer/elements';
import type { TestMixer } from 'megamixer/testing';
import '/dist/elements/define.js';
import { createTestMixer } from '/dist/testing.js';
import { until } from './realtime.ts';

interface Stage {
  readonly mixer: TestMixer;
  readonly fader: MmFader;
  readonly other: MmFader;
  readonly pan: MmKnob;
  readonly frequency: MmKnob;
  readonly mute: MmToggle;
  readonly meter: MmMeter;
  readonly loudness: MmLoudness;
  readonly log: string[];
}

let stage: Stage;

/** An element in the page, by its name in this module. */
function element<K extends keyof HTMLElementTagNameMap>(tag: K, id: string, set: Partial<HTMLElementTagNameMap[K]>) {
  const made = document.createElement(tag);
  made.id = id;
  document.body.append(Object.assign(made, set));
  return made;
}

/** One of each, on the controls of a new mixer. */
export async function set(): Promise<void> {
  document.body.replaceChildren();
  document.body.style.minHeight = '';
  scrollTo(0, 0);
  document.documentElement.lang = 'en';
  document.documentElement.style.colorScheme = 'light dark';
  document.documentElement.style.background = 'light-dark(#f3f5f7, #1a1e23)';
  const mixer = createTestMixer({ strips: 2, buses: 0 });
  const [strip, other] = mixer.strips;
  const log: string[] = [];
  stage = {
    mixer,
    log,
    fader: element('mm-fader', 'fader', { param: strip!.gain, label: 'Kick fader' }),
    other: element('mm-fader', 'other', { param: other!.gain, label: 'Snare fader' }),
    pan: element('mm-knob', 'pan', { param: strip!.pan, label: 'Kick pan', caption: 'Pan' }),
    frequency: element('mm-knob', 'frequency', { param: strip!.eq.bands[1]!.frequency }),
    mute: element('mm-toggle', 'mute', { param: strip!.mute, label: 'Kick mute', tone: 'mute', textContent: 'M' }),
    meter: element('mm-meter', 'meter', { meter: strip!.meter, label: 'Kick meter' }),
    loudness: element('mm-loudness', 'loudness', {
      ...{ loudness: mixer.master.loudness, truePeak: mixer.master.truePeak, target: -14 },
    }),
  };
  for (const type of ['input', 'change']) document.body.addEventListener(type, note);
  await frames(3);
}

const note = ({ type, target }: Event): void => {
  stage.log.push(`${(target as Element).id} ${type}`);
};

/** What happened to these controls since the last time: gestures, and what the elements told. */
export function log(): string[] {
  return stage.log.splice(0);
}

/** Has the log tell of gestures, as a history hears of them. */
export function watchGestures(): void {
  const { fader } = stage;
  Object.assign(fader.param!, {
    begin: () => stage.log.push('begin'),
    end: () => stage.log.push('end'),
  });
}

const frames = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i += 1) await new Promise(requestAnimationFrame);
};

type Turning = 'fader' | 'other' | 'pan' | 'frequency';

/** The part that is turned. */
const slider = (id: Turning): HTMLElement => stage[id].shadowRoot!.querySelector('[role="slider"]')!;

/** What it says of itself, and what its control is. */
export async function said(id: Turning) {
  await stage[id].updateComplete;
  const part = slider(id);
  const { value, position } = stage[id].param!;
  const now = Number(part.ariaValueNow);
  return { label: part.ariaLabel, text: part.ariaValueText, now, value, position, thumb: thumbOf(id) };
}

/** How far up the thumb of a fader is, 0 to 1, by where it is in the page. */
function thumbOf(id: Turning): number | null {
  const thumb = stage[id].shadowRoot!.querySelector('.thumb')?.getBoundingClientRect();
  if (thumb === undefined) return null;
  const surface = slider(id).getBoundingClientRect();
  return (surface.bottom - thumb.bottom) / (surface.height - thumb.height);
}

/** Where something is that can be pressed. */
export function middle(id: string, part = '[role="slider"]'): [x: number, y: number] {
  const root = document.getElementById(id)!.shadowRoot!;
  const { x, y, width, height } = root.querySelector(part)!.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}

export function reset(): void {
  for (const id of ['fader', 'other', 'pan', 'frequency'] as const) stage[id].param!.reset();
  log();
}

export function write(id: Turning, value: number): void {
  stage[id].param!.value = value;
}

export function focus(id: string): void {
  document.getElementById(id)!.focus();
}

/** The field in which a value is typed, if it is there. */
export async function entry(id: Turning) {
  await stage[id].updateComplete;
  const root = stage[id].shadowRoot!;
  const field = root.querySelector<HTMLInputElement>('.entry');
  const { activeElement } = root;
  return {
    text: field?.value ?? null,
    invalid: field?.ariaInvalid ?? null,
    error: root.querySelector('[role="alert"]')?.textContent ?? null,
    focused: activeElement?.getAttribute('role') ?? activeElement?.localName ?? null,
  };
}

/** Binds another control, and tells who listens to which: each writes to both and looks at the element. */
export async function rebound() {
  const { fader, mixer } = stage;
  const [first, second] = [mixer.strips[0]!.gain, mixer.strips[1]!.gain];
  const listeners = counted(first);
  fader.param = null;
  await fader.updateComplete;
  const unbound = slider('fader').ariaValueText;
  fader.param = first;
  await fader.updateComplete;
  const bound = listeners.count;
  fader.param = second;
  await fader.updateComplete;
  const left = listeners.count;
  first.db = -20;
  await fader.updateComplete;
  const before = slider('fader').ariaValueText;
  second.db = -3;
  await fader.updateComplete;
  const after = slider('fader').ariaValueText;
  fader.param = first;
  await fader.updateComplete;
  fader.remove();
  const outside = listeners.count;
  first.db = -40;
  document.body.prepend(fader);
  await fader.updateComplete;
  return { unbound, bound, left, before, after, outside, again: slider('fader').ariaValueText, back: listeners.count };
}

/** Counts who listens to a control. */
function counted(param: Param): { readonly count: number } {
  let count = 0;
  const subscribe = param.subscribe.bind(param);
  param.subscribe = (listener) => {
    count += 1;
    const unsubscribe = subscribe(listener);
    return () => {
      count -= 1;
      unsubscribe();
    };
  };
  return {
    get count() {
      return count;
    },
  };
}

/** Another control for a fader that a hand holds, or out of the page and in again. */
export async function takeAway(how: 'rebound' | 'removed'): Promise<void> {
  const { fader, mixer } = stage;
  if (how === 'rebound') fader.param = mixer.strips[1]!.gain;
  else {
    fader.remove();
    document.body.prepend(fader);
  }
  await fader.updateComplete;
}

/** Makes room to scroll, both ways. */
export function makeTall(): void {
  document.body.style.minHeight = '3000px';
  scrollTo(0, 5);
}

/** As in browsers that tell of no double taps. */
export function tellOfNoDoubleTaps(): void {
  addEventListener('dblclick', (event) => event.stopImmediatePropagation(), { capture: true });
}

/** What is refused, and how. */
export function refused(): string[] {
  const { mixer, fader, mute, meter, loudness } = stage;
  const strip = mixer.strips[0]!;
  const attempts: (() => unknown)[] = [
    () => Object.assign(fader, { param: strip }),
    () => Object.assign(fader, { param: strip.mute }),
    () => Object.assign(mute, { param: strip.gain }),
    () => Object.assign(meter, { meter: strip }),
    () => Object.assign(loudness, { loudness: strip.meter }),
  ];
  return attempts.map((attempt) => {
    try {
      attempt();
      return 'nothing';
    } catch (error) {
      return String(error);
    }
  });
}

/** Whether a mixer that is gone, or an element that is disabled, can be turned: neither throws, neither changes. */
export async function inert(): Promise<void> {
  stage.mixer.dispose();
  stage.other.disabled = true;
  await stage.other.updateComplete;
}

const pixel = (element: HTMLElement, fromBottom: number): string => {
  const canvas = element.shadowRoot!.querySelector('canvas')!;
  const y = Math.round(canvas.height * (1 - fromBottom));
  const data = canvas.getContext('2d')!.getImageData(0, y - 6, canvas.width, 6).data;
  const sums = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c += 1) sums[c]! += data[i + c]!;
  return sums.map((sum) => Math.round(sum / (data.length / 4))).join(' ');
};

/** How bright a meter is at some heights, 0 to 765. */
const brightness = (meter: HTMLElement, heights: readonly number[]): number[] =>
  heights.map((height) =>
    pixel(meter, height)
      .split(' ')
      .reduce((sum, each) => sum + Number(each), 0),
  );

/** A meter at a level: how bright its bar is at the bottom, in the middle and near its top, and what it says. */
export async function metered(level: number) {
  const { meter, mixer } = stage;
  const strip = mixer.strips[0]!;
  const measured = { peakSinceRead: level, peak: level, rms: level / 2 };
  // Two frames, since what is drawn in one is what was measured before it; and what is said is said twice a second.
  for (let i = 0; i < 40; i += 1) {
    mixer.setMeter(strip.meter, measured);
    await frames(1);
  }
  const role = meter.shadowRoot!.querySelector('[role="meter"]')!;
  const figure = meter.shadowRoot!.querySelector('button')!;
  return {
    bar: brightness(meter, [0.1, 0.4, 0.7]),
    text: role.ariaValueText,
    now: Number(role.ariaValueNow),
    figure: figure.textContent!.trim(),
    label: figure.ariaLabel,
  };
}

/** Clips, and says how the button is called. Whoever presses it then clears. */
export async function clipped(): Promise<string | null> {
  const { meter, mixer } = stage;
  mixer.setMeter(mixer.strips[0]!.meter, { peakSinceRead: 1.2, peak: 1.2, clip: true });
  await frames(3);
  await meter.updateComplete;
  return clipLabel();
}

export const clipLabel = (): string | null => stage.meter.shadowRoot!.querySelector('button')!.ariaLabel;
export const isClipped = (): boolean => stage.mixer.strips[0]!.meter.clip;

/** Two elements show one meter: both see every peak, though reading it takes it. */
export async function twice(): Promise<number[][]> {
  const { mixer, meter } = stage;
  const second = element('mm-meter', 'second', { meter: mixer.strips[0]!.meter });
  await frames(4);
  await metered(0.5);
  const seen = [meter, second].map((each) => brightness(each, [0.1, 0.4]));
  second.remove();
  return seen;
}

/** The colour of a fader's thumb line and of a meter's back, in the scheme that the page has. */
export async function colours(scheme: string): Promise<{ meter: string; text: string }> {
  document.documentElement.style.colorScheme = scheme;
  const { meter, fader } = stage;
  await frames(2);
  await new Promise((resolve) => setTimeout(resolve, 60));
  await frames(2);
  return { meter: pixel(meter, 0.5), text: getComputedStyle(fader).color };
}

/** How many animation frames are asked for in a while. */
async function framesAsked(milliseconds: number): Promise<number> {
  let asked = 0;
  const original = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = (callback) => {
    asked += 1;
    return original.call(globalThis, callback);
  };
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  globalThis.requestAnimationFrame = original;
  return asked;
}

/** Frames asked for while meters are in sight, and while they are not, for several reasons; whether loudness is measured meanwhile. */
export async function hidden() {
  const { mixer, loudness, meter, fader } = stage;
  const isMeasured = () => mixer.isSubscribed(mixer.master.loudness) && mixer.isSubscribed(mixer.master.truePeak);
  const moving = [loudness, meter];
  const found: Record<string, [frames: number, measured: boolean]> = {};
  const look = async (why: string, hide: () => void, show: () => void): Promise<void> => {
    hide();
    await new Promise((resolve) => setTimeout(resolve, 600));
    found[why] = [await framesAsked(200), isMeasured()];
    show();
    await until(isMeasured, 3000);
  };
  const style = (property: string, value: string) => () => {
    for (const each of moving) each.style.setProperty(property, value);
  };
  found.shown = [await framesAsked(200), isMeasured()];
  await look('display', style('display', 'none'), style('display', ''));
  await look('visibility', style('visibility', 'hidden'), style('visibility', ''));
  document.body.style.minHeight = '9000px';
  await look(
    'scrolled',
    () => scrollTo(0, 8000),
    () => scrollTo(0, 0),
  );
  document.body.style.minHeight = '';
  await look(
    'removed',
    () => moving.forEach((each) => void each.remove()),
    () => fader.after(...moving),
  );
  await look(
    'nothing to show',
    () => Object.assign(meter, { meter: null }) && Object.assign(loudness, { loudness: null, truePeak: null }),
    () => {
      meter.meter = mixer.strips[0]!.meter;
      loudness.loudness = mixer.master.loudness;
      loudness.truePeak = mixer.master.truePeak;
    },
  );
  return found;
}

/** What the loudness meter writes, once it has been told. */
export async function loudnessText(): Promise<Record<string, string>> {
  const { mixer, loudness } = stage;
  const { master } = mixer;
  mixer.setMeter(master.loudness, { momentary: -10.5, shortTerm: -12.25, integrated: -13.4, range: 6.3 });
  mixer.setMeter(master.truePeak, { max: -1.2 });
  await new Promise((resolve) => setTimeout(resolve, 400));
  await loudness.updateComplete;
  const rows = [...loudness.shadowRoot!.querySelectorAll('dl > div')];
  const text = (element: Element | null) => element!.textContent!.trim().replace(/\s+/g, ' ');
  return Object.fromEntries(rows.map((row) => [text(row.querySelector('dt')), text(row.querySelector('dd'))]));
}

export const isMuted = (): boolean => stage.mute.param!.value;

/** How many pixels the thumb of a fader can go. */
export function travel(id: Turning): number {
  const thumb = stage[id].shadowRoot!.querySelector('.thumb')!.getBoundingClientRect();
  return slider(id).getBoundingClientRect().height - thumb.height;
}

/** Until it says so: the browser turns a wheel when it likes. */
export async function waitFor(id: Turning, text: string): Promise<void> {
  await until(() => slider(id).ariaValueText === text, 2000);
}

/** Where the page is once it has come to rest. */
export async function scrolled(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 250));
  return scrollY;
}
