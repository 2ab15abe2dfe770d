import type { Backend, Mixer } from 'megamixer';
import { feed, pause, playing, until } from './realtime.ts';

export interface DragFigures {
  backend: string;
  seconds: number;
  moves: number;
  /** Messages of any MessagePort of the page, to the worklet, and of the worklet to the page. */
  toWorklet: number;
  toPage: number;
  /** The most in any second. */
  mostInASecond: number;
  adoptions: number;
  /** Whether the engine ended up where the drag did. */
  arrived: boolean;
}

/** Moves 32 faders so many times a second. */
export async function drag(backend: Backend, seconds: number, movesPerSecond: number): Promise<DragFigures> {
  const sent: number[] = [];
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...args: [unknown]) {
    sent.push(performance.now());
    postMessage.apply(this, args);
  } as typeof postMessage;
  try {
    return await playing({ backend }, async (mixer, context) => {
      feed(mixer, [0, 31], 0.5);
      mixer.node.connect(context.destination);
      await mixer.settled();
      await pause(200);
      let toPage = 0;
      mixer.node.port.addEventListener('message', () => (toPage += 1));
      sent.length = 0;
      const adopted = mixer.stats.adoptions;
      const start = performance.now();
      const moves = seconds * movesPerSecond;
      for (let move = 1; move <= moves; move += 1) {
        for (const strip of mixer.strips)
          strip.gain.value = 0.5 + 0.4 * Math.sin((move * 6) / movesPerSecond + strip.index);
        const due = start + (move * 1000) / movesPerSecond;
        await pause(Math.max(0, due - performance.now()));
      }
      await pause(100);
      const elapsed = (performance.now() - start) / 1000;
      const messages = sent.slice();
      const messagesToPage = toPage;
      const arrived = await arrives(mixer);
      return {
        backend: mixer.backend.kind,
        seconds: elapsed,
        moves,
        toWorklet: messages.length,
        toPage: messagesToPage,
        mostInASecond: mostInASecond(messages),
        adoptions: mixer.stats.adoptions - adopted,
        arrived,
      };
    });
  } finally {
    MessagePort.prototype.postMessage = postMessage;
  }
}

/** Whether the RMS of a constant comes to be what the fader says. */
async function arrives(mixer: Mixer): Promise<boolean> {
  const strip = mixer.strips[0]!;
  const expected = 0.5 * strip.gain.value;
  try {
    await until(() => Math.abs(strip.meter.rms - expected) < 0.02 * expected, 15_000);
    return true;
  } catch {
    return false;
  }
}

function mostInASecond(times: readonly number[]): number {
  let most = 0;
  let first = 0;
  for (const [last, time] of times.entries()) {
    while (times[first]! <= time - 1000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** How many quanta after a store the engine still had not adopted it: two are allowed, so none of these may be. */
export async function adoptionLatency(writes: number): Promise<{ measured: number; late: number }> {
  return playing({ backend: 'shared' }, async (mixer, context) => {
    feed(mixer, [0], 0.5);
    mixer.node.connect(context.destination);
    await until(() => mixer.stats.quanta > 100, 5000);
    let measured = 0;
    let late = 0;
    for (let write = 0; write < writes; write += 1) {
      const before = mixer.stats.quanta;
      mixer.strips[write % 32]!.pan.value = (write % 100) / 100 - 0.5;
      // A quantum that ended while storing would count as one more.
      const certain = mixer.stats.quanta === before;
      const { sequence } = mixer.stats;
      for (;;) {
        const { quanta } = mixer.stats;
        const isAdopted = mixer.stats.adoptedSequence === sequence;
        if (certain && !isAdopted && quanta - before >= 2) late += 1;
        if (isAdopted || quanta - before > 1000) {
          if (certain) measured += 1;
          break;
        }
      }
      await pause(write % 7);
    }
    return { measured, late };
  });
}

/** Whether anything made the engine's memory grow while it played and every kind of thing was done. */
export async function memoryWhilePlaying(
  backend: Backend,
): Promise<{ bytes: number[]; maximum: number; faults: number }> {
  return playing({ backend }, async (mixer, context) => {
    let faults = 0;
    mixer.addEventListener('fault', () => (faults += 1));
    const bytes = [mixer.memory.bytes];
    mixer.node.connect(context.destination);
    for (let round = 0; round < 10; round += 1) {
      feed(mixer, [round, round + 20]);
      mixer.edit(() => {
        for (const strip of mixer.strips) {
          strip.gain.value = round / 10;
          strip.solo.value = round % 2 === 0;
          for (const send of strip.sends) send.level.value = round / 10;
        }
      });
      await pause(50);
      void mixer.master.meter.peak;
      bytes.push(mixer.memory.bytes);
    }
    return { bytes, maximum: mixer.memory.maximumBytes, faults };
  });
}
