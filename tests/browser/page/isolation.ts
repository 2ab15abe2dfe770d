/** Pages and frames that are isolated, or are not, and what becomes of the mixer and of others in them. */
import type { Backend, MixerOptions } from 'megamixer';
import { createMixer } from '/dist/megamixer.js';
import { close, pause } from './realtime.ts';

export interface Played {
  readonly isolated: boolean;
  readonly backend: Backend;
  readonly reason: string;
  /** What the output had of a constant of 0.5. */
  readonly heard: number;
}

/** Plays a constant through a mixer, and listens behind it. */
export async function play(options: MixerOptions = {}): Promise<Played> {
  const context = new AudioContext();
  const mixer = await createMixer(context, { strips: 2, buses: 0, ...options });
  try {
    const analyser = new AnalyserNode(context, { fftSize: 32 });
    mixer.node.connect(analyser).connect(context.destination);
    const source = new ConstantSourceNode(context, { offset: 0.5 });
    source.start();
    mixer.strips[0]!.connect(source);
    await context.resume();
    const { kind: backend, reason } = mixer.backend;
    return { isolated: crossOriginIsolated, backend, reason, heard: await listen(analyser) };
  } finally {
    await close(context, mixer);
  }
}

/** The first sound; 0 where none comes. */
async function listen(analyser: AnalyserNode): Promise<number> {
  const samples = new Float32Array(analyser.fftSize);
  for (let tries = 0; tries < 250 && samples[0] !== 0.5; tries += 1) {
    await pause(20);
    analyser.getFloatTimeDomainData(samples);
  }
  return samples[0]!;
}

/** What the document of a new frame says to its parent; undefined where it is not let in. */
export function frame(markup: string, src: string, patienceMs: number): Promise<unknown> {
  const element = Object.assign(document.createElement('div'), { innerHTML: markup }).firstElementChild;
  if (src !== '') (element as HTMLIFrameElement).src = src;
  return said(() => document.body.append(element!), patienceMs);
}

/** Whether this page can reach into the document of a new frame of its own origin. */
export function reaches(src: string): Promise<boolean> {
  return new Promise((resolve) => {
    const element = document.createElement('iframe');
    element.onload = () => resolve(element.contentDocument !== null);
    element.src = src;
    document.body.append(element);
  });
}

/** What a popup says to its opener; undefined where it has none any more. */
export async function popup(url: string, patienceMs: number): Promise<unknown> {
  let opened: Window | null = null;
  const words = await said(() => (opened = open(url, '_blank', 'width=200,height=200')), patienceMs);
  if (opened === null) throw new Error('the browser opened no popup');
  return words;
}

function said(begin: () => void, patienceMs: number): Promise<unknown> {
  return new Promise((resolve) => {
    addEventListener('message', ({ data }) => resolve(data), { once: true });
    begin();
    setTimeout(resolve, patienceMs);
  });
}

/** Whether an element of another origin is let in. */
export function loads(tag: 'img' | 'script', src: string, crossOrigin: string | null): Promise<boolean> {
  return new Promise((resolve) => {
    const element = document.createElement(tag);
    element.crossOrigin = crossOrigin;
    element.onload = () => resolve(true);
    element.onerror = () => resolve(false);
    element.src = src;
    document.body.append(element);
  });
}

/** What a worker of this page says; null where it is not let in. */
export function worker(url: string): Promise<unknown> {
  return new Promise((resolve) => {
    const started = new Worker(url);
    started.onmessage = ({ data }) => resolve(data);
    started.onerror = () => resolve(null);
  });
}

/** What the browser reports of an image of another origin; nothing where it tells pages nothing. */
export const reportedOfImage = (src: string) => reported('coep', () => loads('img', src, null));

/** What it reports of the use of a popup. */
export function reportedOfPopup(url: string): Promise<Record<string, unknown>[]> {
  return reported('coop-access-violation', async () => {
    const opened = open(url, '_blank', 'width=200,height=200');
    // Once the popup has arrived there: until then it is one of this origin.
    await pause(500);
    void opened?.closed;
  });
}

async function reported(kind: string, provoke: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
  const reports: Record<string, unknown>[] = [];
  const observer = new ReportingObserver((news) => {
    // Chromium shows what is in it by way of JSON alone.
    for (const { type, body } of news) if (type === kind) reports.push(JSON.parse(JSON.stringify(body)));
  });
  observer.observe();
  await provoke();
  for (let tries = 0; tries < 100 && reports.length === 0; tries += 1) await pause(10);
  return reports;
}
