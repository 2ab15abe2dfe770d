/** A console of elements on a mixer for tests: what of it is in sight, and what becomes of it when a page changes what it is of. */
import type { MmConsole, MmStrip, PerStrip } from 'megamixer/elements';
import type { TestMixer } from 'megamixer/testing';
import '/dist/elements/define.js';
import { createTestMixer } from '/dist/testing.js';

let desk: MmConsole;
let mixer: TestMixer;

const NAMES: PerStrip = { strips: ['Kick', 'Snare'], vcas: ['Drums', 'Strings'], buses: ['Group'], master: 'Main' };

/** A new console of so many strips and buses and two VCAs, alone in the page. */
export async function set(strips: number, buses: number, width: number): Promise<void> {
  document.documentElement.lang = 'en';
  document.documentElement.style.cssText = 'color-scheme: dark; background: #1a1e23;';
  mixer = createTestMixer({ strips, buses });
  desk = Object.assign(document.createElement('mm-console'), { mixer, renamable: true, names: NAMES });
  desk.style.cssText = `width: ${width}px; height: 400px`;
  document.body.replaceChildren(desk);
  await settled();
}

async function settled(): Promise<void> {
  for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame);
}

export async function resize(width: number): Promise<void> {
  desk.style.width = `${width}px`;
  await settled();
}

export async function assign(properties: Partial<Record<'names' | 'groups' | 'colors' | 'bankSize', unknown>>) {
  Object.assign(desk, properties);
  await settled();
}

/** Says nothing of names, colours and groups any more. */
export const unassign = () => assign({ names: undefined, groups: undefined, colors: undefined });

const inside = (selector: string): HTMLElement => desk.shadowRoot!.querySelector(selector)!;
const strip = (key: string): MmStrip => desk.shadowRoot!.querySelector(`mm-strip[data-key="${key}"]`)!;
const within = (key: string, selector: string): HTMLElement => strip(key).shadowRoot!.querySelector(selector)!;
const all = (): MmStrip[] => [...desk.shadowRoot!.querySelectorAll('mm-strip')];
const keyOf = ({ dataset }: HTMLElement): string => dataset.key!;

function channelOf(key: string) {
  const [kind, index] = key.split('-');
  const kinds = { strip: mixer.strips, bus: mixer.buses, vca: mixer.vcas, master: [mixer.master] };
  return kinds[kind as keyof typeof kinds][Number(index ?? 0)]!;
}

export async function reveal(key: string, control?: string): Promise<void> {
  await desk.reveal(channelOf(key), control);
  await settled();
}

/** Shares of the console's width, and whether anything is beyond its edge. */
export function room() {
  const { width, right } = desk.getBoundingClientRect();
  const share = (element: Element) => element.getBoundingClientRect().width / width;
  const [scroller, master] = [inside('.desk'), strip('master').getBoundingClientRect()];
  return {
    strips: share(inside('.strips')),
    outputs: share(inside('.outputs')),
    isMasterInSight: master.right <= right + 1 && master.left > right - 140,
    beyond: scroller.scrollWidth - scroller.clientWidth,
  };
}

/** Which strip has the keyboard, and how many pixels of it are below the master or beyond the edges. */
export async function hidden(): Promise<{ key: string; pixels: number }> {
  await settled();
  const found = desk.shadowRoot!.activeElement as MmStrip;
  const { left, right } = found.getBoundingClientRect();
  const [edges, master] = [desk.getBoundingClientRect(), strip('master').getBoundingClientRect()];
  const end = found === strip('master') ? edges.right : master.left;
  return { key: keyOf(found), pixels: Math.round(Math.max(0, right - end, edges.left - left)) };
}

export const scrolled = (): number => inside('.desk').scrollLeft;

/** Whether nothing is seen through the header that other headers go by beneath. */
export function isOpaque(): boolean {
  const { backgroundColor } = getComputedStyle(inside('.outputs > :last-child .group-name'));
  return !/^rgba\(.*, 0(\.\d+)?\)$|transparent/.test(backgroundColor);
}

/** The strips that are shown, those that Tab reaches marked. */
export async function stops(): Promise<string[]> {
  await settled();
  return all().map((each) => (each.tabIndex === 0 ? `[${keyOf(each)}]` : keyOf(each)));
}

export async function join(key: string, vca: number | null): Promise<void> {
  Object.assign((channelOf(key) as { vca: object }).vca, { value: vca === null ? null : mixer.vcas[vca]! });
  await settled();
}

export async function mute(key: string, isOn: boolean): Promise<void> {
  channelOf(key).mute.value = isOn;
  await settled();
}

/** What a screen reader hears of a strip besides its name, and whether its fader has lost its colour. */
export function heard(key: string): { said: string | null; isPale: boolean } {
  const group = within(key, '.strip');
  const fader = within(key, 'mm-fader').shadowRoot!.querySelector('[part~="thumb"]')!;
  const said = group.getAttribute('aria-describedby');
  return {
    said: said && within(key, `#${said}`).textContent,
    isPale: getComputedStyle(fader).filter !== 'none',
  };
}

/** What a strip says that it is called. */
export const called = (key: string): string => within(key, '.strip').ariaLabel!;

export const captions = (key: string): string[] =>
  [...strip(key).shadowRoot!.querySelectorAll('mm-knob[part="send"]')].map((knob) => knob.getAttribute('caption')!);

/** Sets the same names again as soon as its user renames anything. */
export function refuseNames(): void {
  desk.addEventListener('mm-rename', () => Object.assign(desk, { names: { ...desk.names } }));
}

/** Puts something high above one strip, and tells how many heights faders begin at. */
export async function levels(height: number): Promise<number> {
  desk.replaceChildren();
  const header = document.createElement('div');
  header.slot = 'strip-0-header';
  header.style.height = `${height}px`;
  desk.append(header);
  await settled();
  return new Set(all().map((each) => Math.round(within(keyOf(each), 'mm-fader').getBoundingClientRect().y))).size;
}

/** Takes it out of the page for a moment. */
export async function reinsert(): Promise<void> {
  desk.remove();
  await settled();
  document.body.append(desk);
  await settled();
}

/** Turns a wheel over a strip, and tells whether that was taken from the page. */
export function isWheelTaken(key: string, deltaY: number): boolean {
  return taken(within(key, '.plate'), new WheelEvent('wheel', { deltaY, ...TOLD }));
}

/** Whether Right is taken from something that a page has put into a slot, or from a fader. */
export async function isArrowTaken(html: string | null): Promise<boolean> {
  const arrow = new KeyboardEvent('keydown', { key: 'ArrowRight', ...TOLD });
  if (html === null) return taken(within('strip-0', 'mm-fader').shadowRoot!.querySelector('.slider')!, arrow);
  const box = Object.assign(document.createElement('div'), { slot: 'strip-0-header', innerHTML: html });
  desk.replaceChildren(box);
  await settled();
  return taken(box.firstElementChild!, arrow);
}

const TOLD = { bubbles: true, composed: true, cancelable: true };

function taken(target: Element, event: Event): boolean {
  return !target.dispatchEvent(event);
}

/** How high plates are. */
export const heights = (): number[] => [...new Set(all().map((each) => within(keyOf(each), '.plate').offsetHeight))];

/** How many pixels of its name are cut. */
export function cut(key: string): number {
  const { scrollWidth, clientWidth } = within(key, '.plate .name');
  return scrollWidth - clientWidth;
}

/** Of the words on a plate, against what is behind them. */
export async function contrast(key: string, scheme: 'dark' | 'light', color: string): Promise<number> {
  document.documentElement.style.colorScheme = scheme;
  desk.colors = { strips: [color] };
  desk.selected = mixer.strips[0]!;
  await settled();
  const { color: words, backgroundColor } = getComputedStyle(within(key, '.plate'));
  const [a = 0, b = 0] = [lightness(words), lightness(backgroundColor)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}

/** Relative luminance, as WCAG has it. */
function lightness(color: string): number {
  const figures = color.match(/[\d.]+/g)!.map(Number);
  const share = color.startsWith('color(') ? 1 : 255;
  const [r = 0, g = 0, b = 0] = figures.map((each) => {
    const s = each / share;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** What is selected once the mixer is another one: of that one, of the old one, and of none. */
export async function selectedAfter(): Promise<[of: boolean, old: boolean, none: boolean]> {
  const [old, other] = [mixer, createTestMixer({ strips: 2, buses: 1 })];
  const move = async (to: TestMixer | null, selected: MmConsole['selected']) => {
    desk.selected = selected;
    desk.mixer = to;
    await settled();
    return desk.selected !== null;
  };
  return [await move(other, other.vcas[15]!), await move(old, other.strips[0]!), await move(null, old.strips[0]!)];
}
