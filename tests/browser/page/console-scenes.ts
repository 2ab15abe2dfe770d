/** Looks at the history and the scenes of the demo. */
import type { Mixer } from 'megamixer';
import type { History } from 'megamixer/state';
import { dropFiles } from './console-export.ts';
import { until } from './realtime.ts';

const demo = () => (globalThis as unknown as { demo: { mixer: Mixer; history: History } }).demo;
const panel = () => document.querySelector<HTMLElement>('#scenes')!;
const textOf = (selector: string) => panel().querySelector(selector)!.textContent!;

/** What is set of a strip, and what can be undone. */
export function strip(index: number) {
  const { gain, pan, eq } = demo().mixer.strips[index]!;
  const [, band] = eq.bands;
  return { db: gain.db, pan: pan.value, band: [band!.frequency.value, band!.gain.value] };
}

export const buttons = (index: number) => {
  const { mute, solo } = demo().mixer.strips[index]!;
  return { mute: mute.value, solo: solo.value };
};

export const canUndo = () => demo().history.canUndo;

export const forget = () => demo().history.clear();

export const listened = () =>
  demo()
    .mixer.strips.map(({ listen }) => listen.value)
    .join('');

/** What a screen reader finds. */
export const scenes = () => ({
  isOpen: !panel().hidden,
  names: [...panel().querySelectorAll('.scene-name')].map(({ textContent }) => textContent),
  current: panel().querySelector('[aria-current]')?.textContent ?? null,
  save: textOf('[type=submit]'),
  focus: document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
});

export const says = (words: string, where: '.scene-message' | '.scene-problem' = '.scene-message') =>
  until(() => textOf(where).includes(words), 5_000).catch(() => {
    throw new Error(`it says "${textOf('.scene-message')}" and "${textOf('.scene-problem')}", not "${words}"`);
  });

export const stored = () => localStorage.getItem('megamixer-console:scenes');

export const setFade = (seconds: number) => {
  panel().querySelector<HTMLInputElement>('#scene-fade')!.valueAsNumber = seconds;
};

export const drop = (text: string, name: string) => dropFiles([new File([text], name)], panel());

/** Whether the keyboard stays in a field where a key is for what makes characters of several keys. */
export function staysWhileComposing(selector: string, key: string): boolean {
  const field = document.querySelector(selector)!;
  field.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }));
  return document.activeElement === field;
}
