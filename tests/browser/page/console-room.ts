/** How the demo divides a window between faders and details. */
import { deepFocus } from './deep.ts';

async function settled(): Promise<void> {
  for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame);
}

const find = (selector: string) => document.querySelector<HTMLElement>(selector)!;

/** How high the faders are as far as nothing covers them, and whether the details are all in the window. */
export async function room() {
  await settled();
  const [faders, dock] = [find('main.console').getBoundingClientRect(), find('#detail')];
  const { left, top, right, bottom, width, height } = dock.getBoundingClientRect();
  const isBelow = !dock.hidden && left < faders.right - 1 && top < faders.bottom;
  return {
    isOpen: !dock.hidden,
    faders: Math.round((isBelow ? top : faders.bottom) - faders.top),
    isInside: dock.hidden || (left >= 0 && right <= innerWidth && bottom <= innerHeight && width > 240 && height > 200),
  };
}

/** How many pixels of the ring around what has the keyboard are cut off by what it is in. */
export async function cut(): Promise<{ at: string; pixels: number }> {
  await settled();
  const found = deepFocus();
  const { outlineWidth, outlineOffset } = getComputedStyle(found);
  const ring = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
  const [own, edges] = [found.getBoundingClientRect(), find('.actions').getBoundingClientRect()];
  const beyond = [edges.left - own.left, edges.top - own.top, own.right - edges.right, own.bottom - edges.bottom];
  return { at: found.textContent!, pixels: Math.max(0, ...beyond.map((each) => each + ring)) };
}

export const focusOn = (name: string): void =>
  [...document.querySelectorAll<HTMLElement>('.actions button')].find((each) => each.textContent === name)!.focus();
