import { createMixer } from '/dist/megamixer.js';
import { pause } from '../../../browser/page/realtime.ts';
import { median } from '../../statistics.ts';
import type { Control } from '../cases.ts';

const faders = 32;

interface Desk {
  write(fader: number, value: number): void;
  /** Where the first fader is. */
  read(): number;
  dispose(): Promise<void>;
}

/** Faders in a context that plays. */
async function deskOf(control: Control): Promise<Desk> {
  const context = new AudioContext({ sampleRate: 48_000 });
  await context.resume();
  const source = new ConstantSourceNode(context);
  source.start();
  if (control === 'ours-shared' || control === 'ours-message') {
    const mixer = await createMixer(context, { backend: control === 'ours-shared' ? 'shared' : 'message' });
    const gains = mixer.strips.map((strip) => strip.gain);
    for (const strip of mixer.strips) strip.connect(source);
    mixer.node.connect(context.destination);
    await mixer.settled();
    return {
      write(fader, value) {
        gains[fader]!.value = value;
      },
      read: () => gains[0]!.value,
      async dispose() {
        mixer.dispose();
        await context.close();
      },
    };
  }
  const gains = Array.from({ length: faders }, () => {
    const node = new GainNode(context);
    source.connect(node).connect(context.destination);
    return node.gain;
  });
  let written = 0;
  const writers: Record<string, Desk['write']> = {
    nothing(fader, value) {
      if (fader === 0) written = value;
    },
    'AudioParam.value'(fader, value) {
      gains[fader]!.value = value;
    },
    setValueAtTime(fader, value) {
      gains[fader]!.setValueAtTime(value, context.currentTime);
    },
  };
  return {
    write: writers[control]!,
    read: () => (control === 'nothing' ? written : gains[0]!.value),
    dispose: () => context.close(),
  };
}

/** Nanoseconds that one write takes the page, the median of batches with time between them for the audio thread to follow. */
export async function writeCost(control: Control, batches: number): Promise<number> {
  const desk = await deskOf(control);
  const rounds = 50;
  const costs: number[] = [];
  for (let batch = 0; batch < batches; batch += 1) {
    const start = performance.now();
    for (let round = 0; round < rounds; round += 1) {
      for (let fader = 0; fader < faders; fader += 1) desk.write(fader, ((batch * rounds + round + fader) % 997) / 997);
    }
    costs.push(((performance.now() - start) * 1e6) / (rounds * faders));
    await pause(10);
  }
  await desk.dispose();
  return median(costs);
}

export interface DragFigures {
  readonly frames: number;
  /** Milliseconds that the page spent writing in each of them. */
  readonly writing: readonly number[];
  readonly messages: number;
  /** How far the first fader moved. */
  readonly moved: number;
}

let drag: { figures: () => DragFigures; stop: () => Promise<void> } | undefined;

/** Turns all faders at every animation frame until it is stopped. */
export async function startDrag(control: Control): Promise<void> {
  let messages = 0;
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...args: [unknown]) {
    messages += 1;
    postMessage.apply(this, args);
  } as typeof postMessage;
  const desk = await deskOf(control);
  messages = 0;
  let frames = 0;
  const writing: number[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let request = requestAnimationFrame(function frame(time) {
    const start = performance.now();
    for (let fader = 0; fader < faders; fader += 1) desk.write(fader, 0.5 + 0.4 * Math.sin(time / 500 + fader));
    writing.push(performance.now() - start);
    frames += 1;
    const value = desk.read();
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
    request = requestAnimationFrame(frame);
  });
  drag = {
    figures: () => ({ frames, writing, messages, moved: highest - lowest }),
    async stop() {
      cancelAnimationFrame(request);
      MessagePort.prototype.postMessage = postMessage;
      await desk.dispose();
    },
  };
}

export const dragFigures = (): DragFigures => drag!.figures();

export async function stopDrag(): Promise<void> {
  await drag?.stop();
  drag = undefined;
}
