/** Looks at sessions of the demo whose sounds are files. */
import { differingSamples } from './compare.ts';
import { dropFiles } from './console-export.ts';
import { until } from './realtime.ts';

const buffers = () =>
  (globalThis as unknown as { demo: { session: { buffers: ReadonlyMap<string, AudioBuffer> } } }).demo.session.buffers;

/** The sounds of a session that was saved with the loops of the page, once it is open: how many, and how many of their samples are others. */
export async function asRecorded() {
  const chosen = () => [...buffers()].filter(([name]) => name.startsWith('sounds/'));
  await until(() => chosen().length > 0, 20_000);
  const channels = (sound: AudioBuffer) => [sound.getChannelData(0), sound.getChannelData(1)];
  let differing = 0;
  for (const [name, sound] of chosen()) {
    const recorded = buffers().get(name.slice('sounds/'.length, -'.wav'.length))!;
    differing += differingSamples(channels(recorded), channels(sound));
  }
  return { sounds: chosen().length, differing };
}

/** The sounds that are asked for, and what is said of each. */
export const asked = () =>
  [...document.querySelectorAll('.sounds-dialog[open] li')].map((item) =>
    [...item.children].map(({ textContent }) => textContent),
  );

export const isAsked = (wanted = true) =>
  until(() => (document.querySelector('.sounds-dialog[open]') !== null) === wanted, 5_000);

export const says = (selector: string, words: string) =>
  until(() => document.querySelector(selector)?.textContent?.includes(words) === true, 5_000).catch(() => {
    throw new Error(`${selector} says "${document.querySelector(selector)?.textContent}", not "${words}"`);
  });

/** Lets no sound be decoded until `letDecode`. */
export function holdDecoding(): void {
  const { prototype } = OfflineAudioContext;
  const { decodeAudioData } = prototype;
  const held = new Promise<void>((resolve) => {
    letGo = () => {
      prototype.decodeAudioData = decodeAudioData;
      resolve();
    };
  });
  prototype.decodeAudioData = async function (...asked) {
    await held;
    return decodeAudioData.apply(this, asked);
  };
}
let letGo = () => {};

/** What was held is decoded now, and has been: what a page does with it is done. */
export async function letDecode(): Promise<void> {
  letGo();
  await new Promise((resolve) => setTimeout(resolve, 500));
}

export const names = () => [...buffers().keys()];

/** Drops a WAV file of noise onto a part of the page. */
export function dropNoise(name: string, frames: number, onto = 'body'): void {
  const view = new DataView(new ArrayBuffer(44 + frames));
  const words: [number, string][] = [
    [0, 'RIFF'],
    [8, 'WAVEfmt '],
    [36, 'data'],
  ];
  for (const [at, word] of words)
    for (const [i, letter] of [...word].entries()) view.setUint8(at + i, letter.charCodeAt(0));
  const numbers: [number, number][] = [
    [4, 36 + frames],
    [16, 16],
    [20, 0x1_0001],
    [24, 48_000],
    [28, 48_000],
    [32, 0x8_0001],
    [40, frames],
  ];
  for (const [at, number] of numbers) view.setUint32(at, number, true);
  for (let frame = 0; frame < frames; frame += 1) view.setUint8(44 + frame, 112 + 32 * Math.random());
  dropFiles([new File([view], name)], document.querySelector(onto)!);
}

/** Chooses what is to be exported, and exports it. */
export function exportFloats(seconds: number, sampleRate: number): void {
  const form = document.querySelector<HTMLFormElement>('.export-form')!;
  const radio = (legend: string, face: string) =>
    [...form.querySelectorAll<HTMLInputElement>(`.${legend} input[type="radio"]`)].find(
      (input) => input.parentElement!.querySelector('.face')!.textContent === face,
    )!;
  radio('length', 'Fixed').click();
  const length = form.querySelector<HTMLInputElement>('[aria-label="Seconds, s"]')!;
  length.value = String(seconds);
  length.dispatchEvent(new Event('input', { bubbles: true }));
  radio('format', '32 bit').click();
  radio('rate', `${sampleRate / 1000} kHz`).click();
  form.requestSubmit();
}
