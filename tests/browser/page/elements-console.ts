/** A console of elements, an equaliser and a compressor on a mixer for tests, and what a test sees of them. */
import type { MmConsole, MmDynamics, MmEq, MmStrip } from 'megamixer/elements';
import type { TestMixer } from 'megamixer/testing';
import '/dist/elements/define.js';
import { createTestMixer } from '/dist/testing.js';
import { until } from './realtime.ts';

interface Stage {
  readonly mixer: TestMixer;
  readonly console: MmConsole;
  readonly eq: MmEq;
  readonly dynamics: MmDynamics;
  readonly log: string[];
}

let stage: Stage;

/** One of each between two buttons, on the controls of a new mixer. */
export async function set(strips: number, width: number): Promise<void> {
  document.documentElement.lang = 'en';
  document.documentElement.style.cssText = 'color-scheme: light dark; background: light-dark(#f3f5f7, #1a1e23);';
  const mixer = createTestMixer({ strips, buses: 2 });
  const strip = mixer.strips[0]!;
  const [desk, eq, dynamics] = [
    Object.assign(document.createElement('mm-console'), { mixer, id: 'console', renamable: true }),
    Object.assign(document.createElement('mm-eq'), { eq: strip.eq, id: 'eq' }),
    Object.assign(document.createElement('mm-dynamics'), { dynamics: strip.compressor, id: 'dynamics' }),
  ];
  // All of it is in sight.
  desk.style.cssText = `width: ${width}px; height: 290px`;
  eq.style.cssText = dynamics.style.cssText = 'width: 360px; height: 250px';
  const row = document.createElement('div');
  row.style.cssText = 'display: flex; gap: 20px';
  row.append(eq, dynamics);
  desk.names = { strips: ['Kick', 'Snare'], buses: ['Drums'] };
  const button = (id: string) => Object.assign(document.createElement('button'), { id, textContent: id });
  document.body.replaceChildren(button('before'), desk, button('after'), row);
  scrollTo(0, 0);
  const log: string[] = [];
  stage = { mixer, console: desk, eq, dynamics, log };
  for (const type of ['input', 'change', 'mm-select', 'mm-rename']) document.body.addEventListener(type, note);
  await settled();
}

const note = (event: Event): void => {
  const { name } = (event as CustomEvent<{ name: string } | undefined>).detail ?? {};
  stage.log.push([(event.target as Element).id, event.type, name].filter(Boolean).join(' '));
};

export function log(): string[] {
  return stage.log.splice(0);
}

/** Has the log tell of gestures on a band's controls, as a history hears of them. */
export function watchGestures(): void {
  const { frequency, gain, Q } = stage.mixer.strips[0]!.eq.bands[1]!;
  for (const param of [frequency, gain, Q]) {
    Object.assign(param, {
      begin: () => stage.log.push(`begin ${param.name}`),
      end: () => stage.log.push(`end ${param.name}`),
    });
  }
}

async function settled(): Promise<void> {
  for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame);
}

const stripElements = (): MmStrip[] => [...stage.console.shadowRoot!.querySelectorAll<MmStrip>('mm-strip')];

export async function resize(width: number): Promise<void> {
  stage.console.style.width = `${width}px`;
  await settled();
}

export function focus(id: string): void {
  document.getElementById(id)!.focus();
}

/** What has the focus, however deep, by what it is called. */
export async function focused(): Promise<string> {
  await settled();
  let element = document.activeElement!;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element.ariaLabel ?? element.id;
}

export const gains = (): number[] =>
  [...stage.mixer.strips, ...stage.mixer.buses, stage.mixer.master].map(({ gain }) => Math.round(gain.db * 10) / 10);

/** What strips are shown and called, which is selected, and the bank that is open. */
export async function shown() {
  await settled();
  const tab = stage.console.shadowRoot!.querySelector('[role="tab"][aria-selected="true"]');
  const plates = stripElements().map((strip) => strip.shadowRoot!.querySelector<HTMLElement>('[part~="name"]')!);
  return {
    names: plates.map((plate) => plate.textContent!.trim()),
    selected: plates.flatMap((plate, i) => (plate.ariaPressed === 'true' ? [i] : [])),
    bank: tab?.textContent ?? null,
    isSelected: stage.console.selected === stage.mixer.strips[1],
  };
}

/** Of which strips the canvas of the meter has been given a size, which is done for what is in sight. */
export async function painted(): Promise<number[]> {
  await settled();
  const canvas = (strip: MmStrip) => strip.shadowRoot!.querySelector('mm-meter')!.shadowRoot!.querySelector('canvas')!;
  // A ladder has many colours; what has only got its size has one.
  const isDrawn = (strip: MmStrip): boolean => {
    const { width, height } = canvas(strip);
    const { data } = canvas(strip).getContext('2d')!.getImageData(0, 0, width, height);
    return new Set(new Uint32Array(data.buffer)).size > 2;
  };
  return stripElements().flatMap((strip, i) => (isDrawn(strip) ? [i] : []));
}

/** Scrolls to the last strip. */
export async function scrollToEnd(): Promise<void> {
  const root = stage.console.shadowRoot!;
  for (const part of root.querySelectorAll('.desk, .strips')) part.scrollLeft = 1e6;
  await until(() => root.querySelector('.desk')!.scrollLeft > 0, 1000);
  await settled();
}

/** Where something in an element is that can be pressed. */
export function middle(id: string, selector: string, strip = 0): [x: number, y: number] {
  const owner = id === 'strip' ? stripElements()[strip]! : document.getElementById(id)!;
  const { x, y, width, height } = owner.shadowRoot!.querySelector(selector)!.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}

/** How far faders of all strips reach, to see that they are level. */
export function faderTops(): number[] {
  const tops = stripElements().map((strip) => strip.shadowRoot!.querySelector('mm-fader')!.getBoundingClientRect().y);
  return [...new Set(tops.map(Math.round))];
}

const handle = (face: string): HTMLElement =>
  [...stage.eq.shadowRoot!.querySelectorAll<HTMLElement>('[part~="handle"]')].find(
    ({ textContent }) => textContent?.trim() === face,
  )!;

export function focusHandle(face: string): void {
  handle(face).focus();
}

/** Where a handle is, and where in the graph, from its left lower corner in shares of it. */
export function handleAt(face: string) {
  const box = handle(face).getBoundingClientRect();
  const graph = stage.eq.shadowRoot!.querySelector('canvas')!.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  return { x, y, across: (x - graph.x) / graph.width, up: (graph.bottom - y) / graph.height, ...sizeOf(graph) };
}

const sizeOf = ({ width, height }: DOMRect) => ({ width, height });

export async function said(face: string) {
  await settled();
  const { ariaLabel, ariaValueText, ariaValueNow } = handle(face);
  return { label: ariaLabel, text: ariaValueText, now: Number(ariaValueNow) };
}

export function setBand(frequency: number, gain: number): void {
  const band = stage.mixer.strips[0]!.eq.bands[1]!;
  Object.assign(band.frequency, { value: frequency });
  Object.assign(band.gain, { value: gain });
}

/** A notch that is off, at the lowest frequency that there is. */
export function setLowestNotch(): void {
  const { type, on, frequency } = stage.mixer.strips[0]!.eq.bands[1]!;
  type.value = 'notch';
  on.value = false;
  frequency.value = frequency.min;
}

/** Whether the curve goes through a point of the graph, in dB at a frequency: nothing of the background is there. */
export async function isCurveAt(hertz: number, db: number): Promise<boolean> {
  await settled();
  const canvas = stage.eq.shadowRoot!.querySelector('canvas')!;
  const x = Math.round((Math.log2(hertz / 20) / Math.log2(1000)) * canvas.width);
  const y = Math.round((0.5 - db / (2 * stage.eq.range)) * canvas.height);
  const style = getComputedStyle(stage.eq.shadowRoot!.querySelector('.probe')!);
  const curve = style.getPropertyValue('border-right-color').match(/\d+/g)!.map(Number);
  const { data } = canvas.getContext('2d')!.getImageData(x, y - 1, 1, 3);
  return [0, 4, 8].some((at) => curve.slice(0, 3).every((each, i) => Math.abs(each - data[at + i]!) < 40));
}

/** What the compressor's element says that it takes away, while it takes away so much. */
export async function reduction(gainReduction: number, on = true) {
  const { compressor } = stage.mixer.strips[0]!;
  compressor.on.value = on;
  stage.mixer.setMeter(compressor, { gainReduction });
  const meter = stage.dynamics.shadowRoot!.querySelector<HTMLElement>('[role="meter"]')!;
  const wanted = on && gainReduction > 0 ? `${gainReduction.toFixed(1)} dB` : 'none';
  await until(() => meter.ariaValueText === wanted, 3000).catch(() => {});
  return { text: meter.ariaValueText, now: Number(meter.ariaValueNow), written: meter.innerText.replace(/\s+/g, ' ') };
}

/** Whether anything is lit in the bar, so many dB from its top. */
export async function isLit(db: number): Promise<boolean> {
  await settled();
  const canvas = stage.dynamics.shadowRoot!.querySelector('canvas')!;
  const [x, y] = [canvas.width - 4, Math.round((db / 20) * canvas.height)];
  const [red = 0, , blue = 0] = canvas.getContext('2d')!.getImageData(x, y, 1, 1).data;
  return red - blue > 60;
}

/** What elements say that are given what they do not take. */
export function refused(): string[] {
  const complaints: string[] = [];
  const wrong: (() => unknown)[] = [
    () => Object.assign(stage.console, { mixer: {} }),
    () => Object.assign(stripElements()[0]!, { strip: stage.mixer }),
    () => Object.assign(stage.eq, { eq: stage.mixer.strips[0] }),
    () => Object.assign(stage.dynamics, { dynamics: stage.mixer.strips[0]!.eq }),
  ];
  for (const each of wrong) {
    try {
      each();
    } catch (error) {
      complaints.push(String(error));
    }
  }
  return complaints;
}

/** Takes everything away again, and tells how many listeners the controls have then that all of them had. */
export async function unbound() {
  const { mixer, console: desk, eq, dynamics } = stage;
  const { mute, eq: of, compressor } = mixer.strips[0]!;
  const counts = [mute, of.bands[1]!.gain, compressor.threshold].map((param) => counted(param));
  const [other] = mixer.strips.slice(1);
  const bind = async (to: TestMixer | null, strip = to?.strips[0]) => {
    desk.mixer = to;
    eq.eq = strip?.eq ?? null;
    dynamics.dynamics = strip?.compressor ?? null;
    await settled();
    return counts.map((each) => each() > 0);
  };
  await bind(null);
  const bound = await bind(mixer);
  const elsewhere = await bind(mixer, other);
  const nowhere = await bind(null);
  return { bound, elsewhere, nowhere, strips: stripElements().length };
}

/** Counts who listens to a control from now on. */
function counted(param: { subscribe(listener: () => void): () => void }): () => number {
  let count = 0;
  const subscribe = param.subscribe.bind(param);
  param.subscribe = (listener) => {
    count += 1;
    const end = subscribe(listener);
    return () => {
      count -= 1;
      end();
    };
  };
  return () => count;
}

export async function scheme(name: 'dark' | 'light'): Promise<void> {
  document.documentElement.style.colorScheme = name;
  await settled();
}
