/** Uses the example in React as a visitor does. What is heard is measured behind its mixer. */
import { loudest } from './examples.ts';
import { until } from './realtime.ts';

interface Demo {
  readonly context: AudioContext;
  readonly mixer: import('megamixer').Mixer;
  analyser?: AnalyserNode;
}

const demo = () => (globalThis as unknown as { demo?: Demo }).demo;
const button = (name: string) =>
  [...document.querySelectorAll('button')].find(({ ariaLabel, textContent }) => (ariaLabel ?? textContent) === name);
const fader = (name: string) => document.querySelector<HTMLInputElement>(`[aria-label="${name} fader"]`)!;

/** Waits until it could play, and says whether it does so unasked. */
export async function ready(): Promise<{ state: string; backend: string; heard: number }> {
  await until(() => button('Play')?.disabled === false, 30_000);
  const { context, mixer } = demo()!;
  const analyser = new AnalyserNode(context, { fftSize: 4096 });
  mixer.node.connect(analyser);
  demo()!.analyser = analyser;
  const { state } = context;
  return { state, backend: mixer.backend.kind, heard: await loudest(300) };
}

/** What is heard, for so long or until it is loud enough. */
export const heard = loudest;

export const press = (name: string) => button(name)!.click();

/** Moves a fader as a hand does: React takes the value by the setter of the element. */
export function turn(name: string, position: number): void {
  const input = fader(name);
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, String(position));
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** What a fader and its control say. */
export const facts = (name: string, strip: number) => ({
  position: fader(name).valueAsNumber,
  spoken: fader(name).getAttribute('aria-valuetext'),
  db: demo()!.mixer.strips[strip]!.gain.db,
  muted: button(`${name} mute`)!.getAttribute('aria-pressed'),
});

/** What the foot of the page counts. */
function counts(): { renders: number; frames: number } {
  const [renders, frames] = document.querySelector('.rendered')!.textContent!.replaceAll(',', '').match(/\d+/g)!;
  return { renders: Number(renders), frames: Number(frames) };
}

/** How many pictures each meter shows in so many milliseconds and frames, and what React renders meanwhile. */
export async function meters(milliseconds: number, frames: number): Promise<{ pictures: number[]; renders: number }> {
  const shades = [...document.querySelectorAll<HTMLElement>('.shade')];
  const seen = shades.map(() => new Set<string>());
  // What was rendered before is counted in the next frame.
  const { frames: drawn } = counts();
  await until(() => counts().frames > drawn + 1, 10_000);
  const before = counts();
  const end = performance.now() + milliseconds;
  await until(() => {
    for (const [index, { style }] of shades.entries()) seen[index]!.add(style.transform);
    return performance.now() > end && counts().frames >= before.frames + frames;
  }, 25_000);
  return { pictures: seen.map(({ size }) => size), renders: counts().renders - before.renders };
}
