/** Looks at the demo's sessions and its Export dialog from outside. */
import type { Session as SessionDocument } from 'megamixer/bounce';
import { differingSamples, peak } from './compare.ts';
import { deepFocus } from './deep.ts';
import { until } from './realtime.ts';
import { renderMix } from './render.ts';
import { readWav } from './wav.ts';

interface Demo {
  readonly mixer: import('megamixer').Mixer;
  readonly session: { readonly document: SessionDocument; readonly buffers: ReadonlyMap<string, AudioBuffer> };
}

const demo = () => (globalThis as unknown as { demo: Demo }).demo;
const part = <E extends Element>(selector: string) => document.querySelector(selector) as unknown as E;

export const mix = () => demo().mixer.snapshot();
export const title = () => document.title;

/** Text of what stands there, if it is there and can be seen. */
export function textOf(selector: string): string | null {
  const found = document.querySelector<HTMLElement>(selector);
  return found?.checkVisibility() ? found.textContent : null;
}

export const appears = (selector: string, milliseconds = 10_000) =>
  until(() => textOf(selector) !== null, milliseconds);

/** The parts of the dialog that the keyboard comes by, in order, each by what it says it is. */
export function focused(): string {
  const activeElement = deepFocus();
  const input = activeElement as HTMLInputElement;
  const group = activeElement?.closest('fieldset')?.querySelector('legend')?.textContent;
  const name = activeElement?.getAttribute('aria-label') ?? input.labels?.[0]?.querySelector('.face')?.textContent;
  return [group, name ?? activeElement?.textContent].filter(Boolean).join(': ');
}

/** A file of text that is dropped onto the page, with others of nothing in front of it. */
export const drop = (name: string, text: string, ...others: string[]) =>
  dropFiles([...others.map((other) => new File([], other)), new File([text], name, { type: 'application/json' })]);

export function dropFiles(files: readonly File[], onto: EventTarget = document.body): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  for (const type of ['dragover', 'drop']) {
    onto.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  }
}

/** Waits until those strips are heard and no others, which takes until the others' meters have fallen. */
export async function onlyHeard(...wanted: number[]): Promise<void> {
  const heard = () => demo().mixer.strips.flatMap(({ index, meter }) => (meter.rms > 2e-3 ? [index] : []));
  await until(() => String(heard()) === String(wanted), 8_000).catch(() => {
    throw new Error(`${heard()} are heard instead of ${wanted}`);
  });
}

/** The files that can be downloaded. */
export const files = () =>
  [...document.querySelectorAll<HTMLAnchorElement>('.files a')].map(({ download }) => download);

/** Columns of the picture of the mix that have something in them, above and below. */
export async function waveform(): Promise<[number, number]> {
  const canvas = part<HTMLCanvasElement>('.mix-wave canvas');
  const columns = (): [number, number] => {
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
    const lit = (top: number, bottom: number) =>
      Array.from({ length: width }, (_, x) => x).filter((x) => {
        let rows = 0;
        // Greener than anything else there.
        for (let y = top; y < bottom; y += 1) if (data[4 * (y * width + x) + 1]! > 100) rows += 1;
        return rows > 8;
      }).length;
    const middle = Math.floor(height * 0.45);
    return [lit(0, middle), lit(middle, Math.floor(height * 0.88))];
  };
  await until(() => Math.min(...columns()) > canvas.width * 0.8, 10_000);
  return columns();
}

/** The mix that can be downloaded, and the same session through the live node: how many samples differ, and how loud it is. */
export async function exportedAndLive(seconds: number) {
  const { document: session, buffers } = demo().session;
  const { channels, float, sampleRate } = await readWav(
    await (await fetch(part<HTMLAnchorElement>('.files .mix a').href)).blob(),
  );
  const live = await renderMix({
    ...{ frames: Math.round(seconds * session.sampleRate!), sampleRate: session.sampleRate! },
    ...{ strips: session.mixer!.strips!, buses: session.mixer!.buses! },
    prepare(mixer, context) {
      mixer.restore(session.snapshot!);
      for (const { buffer, file, strip } of session.sources!) {
        const source = new AudioBufferSourceNode(context, { buffer: buffers.get((buffer ?? file)!)!, loop: true });
        mixer.strips[strip]!.connect(source);
        source.start();
      }
    },
  });
  return {
    ...{ float, rates: [sampleRate, session.sampleRate], frames: [channels[0].length, live[0].length] },
    ...{ differing: differingSamples(channels, live), peak: peak(...live) },
  };
}

/** How long it takes from a key until the form is there again, after the export has come so far. */
export async function formAgain(): Promise<number> {
  const start = performance.now();
  await until(() => textOf('.export-form') !== null, 5_000);
  return performance.now() - start;
}

export const exportHasBegun = () =>
  until(() => (part<HTMLProgressElement>('.export progress')?.position ?? -1) > 0, 10_000);

/** As a browser does that does not know the format. */
export function refuseToPlay(): void {
  HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('No such format', 'NotSupportedError'));
}

export const valueIn = (label: string) => part<HTMLInputElement>(`[aria-label="${label}"]`).value;
