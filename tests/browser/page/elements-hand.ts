/** Elements with a history, and what hands have made of their controls. What a hand does comes from the browser. */
import type { MmFader, MmStrip } from 'megamixer/elements';
import type { History } from 'megamixer/state';
import type { TestMixer } from 'megamixer/testing';
import '/dist/elements/define.js';
import { createHistory } from '/dist/state.js';
import { createTestMixer } from '/dist/testing.js';
import { until } from './realtime.ts';

interface Stage {
  readonly mixer: TestMixer;
  readonly history: History;
  readonly strip: MmStrip;
  readonly log: string[];
}

let stage: Stage;

/** Two faders, a mute, a strip that can be renamed, and a button that restores, as the key `r` does. */
export async function set(): Promise<void> {
  const mixer = createTestMixer({ strips: 3, buses: 0 });
  const [first, second, third] = mixer.strips;
  const restore = () => {
    const { strips = [], ...others } = mixer.snapshot();
    mixer.restore({ ...others, strips: [strips[0]!, strips[1]!, { ...strips[2], gain: 0.2 }] });
  };
  const button = Object.assign(document.createElement('button'), { id: 'restore', textContent: 'Restore' });
  button.onclick = restore;
  document.body.onkeydown = ({ key }) => void (key === 'r' && restore());
  const strip = Object.assign(document.createElement('mm-strip'), { strip: third!, id: 'strip', renamable: true });
  document.body.replaceChildren(
    Object.assign(document.createElement('mm-fader'), { param: first!.gain, id: 'one' }),
    Object.assign(document.createElement('mm-fader'), { param: second!.gain, id: 'two' }),
    Object.assign(document.createElement('mm-toggle'), { param: second!.mute, id: 'mute', textContent: 'M' }),
    ...[strip, button],
  );
  stage = { mixer, history: createHistory(mixer), strip, log: [] };
  for (const type of ['input', 'change']) document.body.addEventListener(type, note);
  for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame);
}

const note = ({ type, target }: Event): void => {
  stage.log.push(`${(target as Element).id} ${type}`);
};

export const log = (): string[] => stage.log.splice(0);

/** Undoes all, and tells what each step had changed, the last one first. */
export function steps(): string[] {
  const found: string[] = [];
  for (const { history } = stage; history.canUndo; history.undo()) found.push(history.undoPaths.join());
  return found;
}

export const undo = (): boolean => stage.history.undo();

type Fader = 'one' | 'two';
const fader = (id: Fader) => document.getElementById(id) as MmFader;

export function state(id: Fader) {
  const { value, position } = fader(id).param!;
  return { db: Math.round(200 * Math.log10(value)) / 10, position };
}

export function write(id: Fader, db: number): void {
  fader(id).param!.value = 10 ** (db / 20);
}

/** Waits until it has moved from there. */
export async function moved(id: Fader, from: number): Promise<void> {
  await until(() => state(id).db !== from, 2000);
}

/** How many pixels are the whole of its position. */
export const travel = (id: Fader): number =>
  fader(id).shadowRoot!.querySelector('.carriage')!.getBoundingClientRect().height;

export function middle(id: string, part: string): [x: number, y: number] {
  const { shadowRoot } = document.getElementById(id)!;
  const { x, y, width, height } = shadowRoot!.querySelector(part)!.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}

export const button = (): [x: number, y: number] => {
  const { x, y, width, height } = document.getElementById('restore')!.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
};

export function focus(id: string): void {
  document.getElementById(id)!.focus();
}

/** As an app does that renders again whenever it is told of something. */
export function bindAtEachInput(): void {
  const { param } = fader('one');
  fader('one').addEventListener('input', () => {
    fader('one').param = param;
  });
}

export function focusName(): void {
  (stage.strip.shadowRoot!.querySelector('[part~="name"]') as HTMLElement).focus();
}

export const name = (): string => stage.strip.name;

/** The field for the name, and a key that is pressed in it while characters are put together. */
export async function composed(key: string) {
  const field = () => stage.strip.shadowRoot!.querySelector<HTMLInputElement>('.entry');
  field()!.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, composed: true }));
  await stage.strip.updateComplete;
  return { text: field()?.value ?? null, name: stage.strip.name };
}
