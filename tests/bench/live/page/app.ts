import type { Variant } from '../cases.ts';
import { Desk } from './desk.ts';
import { rmsOf } from './graph.ts';
import { buildRig, type Rig } from './rig.ts';

/** What the browser counts of the output; Chromium alone has it. */
interface PlaybackStats {
  readonly underrunDuration: number;
  readonly underrunEvents: number;
  readonly totalDuration: number;
}

export interface AppFigures {
  /** Milliseconds on the page's clock. */
  readonly now: number;
  readonly frames: number;
  readonly currentTime: number;
  /** Of what is heard at the end. */
  readonly rms: number;
  /** Between the lowest and the highest peak that each meter has drawn, the least of all meters. */
  readonly leastMoved: number;
  readonly messages: { toWorklet: number; toPage: number };
  readonly playback: { events: number; seconds: number; totalSeconds: number } | null;
}

interface App {
  readonly rig: Rig;
  readonly figures: () => AppFigures;
  readonly stop: () => Promise<void>;
}

let app: App | undefined;

export interface AppOptions {
  /** False: faders and meters are moved and read as ever, but nothing is painted. */
  readonly drawn?: boolean;
  /** Counts the messages of all ports, which costs. */
  readonly countMessages?: boolean;
}

/** Starts the app: at every animation frame 20 faders move, and 20 meters are read; both are drawn. */
export async function start(variant: Variant, { drawn = true, countMessages = false }: AppOptions = {}): Promise<void> {
  const counts = { toWorklet: 0, toPage: 0 };
  if (countMessages) countPorts(counts);
  const rig = await buildRig(variant);
  const desk = new Desk(rig.strips.length, { drawn });
  const lowest = rig.strips.map(() => Number.POSITIVE_INFINITY);
  const highest = rig.strips.map(() => 0);
  let frames = 0;
  desk.everyFrame((time) => {
    for (let index = 0; index < rig.strips.length; index += 1) {
      const strip = rig.strips[index]!;
      const value = 0.5 + 0.4 * Math.sin(time / 500 + index);
      strip.setGain(value);
      const peak = strip.peak();
      desk.show(index, value, peak);
      if (peak < lowest[index]!) lowest[index] = peak;
      if (peak > highest[index]!) highest[index] = peak;
    }
    frames += 1;
  });
  app = {
    rig,
    figures: () => ({
      now: performance.now(),
      frames,
      currentTime: rig.context.currentTime,
      rms: rmsOf(rig.output),
      leastMoved: Math.min(...highest.map((peak, index) => peak - lowest[index]!)),
      messages: { ...counts },
      playback: playbackOf(rig.context),
    }),
    async stop() {
      desk.close();
      await rig.dispose();
    },
  };
}

export const figures = (): AppFigures => app!.figures();

export async function stop(): Promise<void> {
  await app?.stop();
  app = undefined;
}

/** Counts the messages of every port to a worklet that is made from now on, both ways. */
function countPorts(counts: { toWorklet: number; toPage: number }): void {
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...args: [unknown]) {
    counts.toWorklet += 1;
    postMessage.apply(this, args);
  } as typeof postMessage;
  const Node = globalThis.AudioWorkletNode;
  globalThis.AudioWorkletNode = class extends Node {
    constructor(...args: ConstructorParameters<typeof Node>) {
      super(...args);
      this.port.addEventListener('message', () => {
        counts.toPage += 1;
      });
    }
  };
}

function playbackOf(context: AudioContext): AppFigures['playback'] {
  const { playbackStats } = context as { playbackStats?: PlaybackStats };
  if (playbackStats === undefined) return null;
  const { underrunEvents, underrunDuration, totalDuration } = playbackStats;
  return { events: underrunEvents, seconds: underrunDuration, totalSeconds: totalDuration };
}

/** Keeps the page's main thread busy for a share of its time, and that many workers for all of theirs. Returns at once. */
export function burn(workers: number, share: number): void {
  const script = 'for (;;) Math.random();';
  for (let worker = 0; worker < workers; worker += 1) {
    burners.push(new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))));
  }
  setInterval(() => {
    const end = performance.now() + 100 * share;
    while (performance.now() < end);
  }, 100);
}

const burners: Worker[] = [];
