import type { Mixer } from 'megamixer';
import { pause, playing, until } from './realtime.ts';
import { Watcher } from './watcher.ts';

export interface EditFigures {
  edits: number;
  adoptions: number;
  deferrals: number;
  /** Of the quanta that found an edit while the page ran undisturbed, the share that adopted it. */
  adopted: number;
  /** The largest sample of two strips that cancel when they are heard together. */
  peak: number;
  /** How much each of the two was playing, so that silence is cancellation. */
  strips: [number, number];
  /** How old an edit was, at most, when a quantum began without it, by the engine's clock, in ms, the page running. */
  stalestMs: number;
  /** Edits that took far longer than editing does: the machine had stopped the page, maybe half way. */
  interrupted: number;
  /** Quanta that ended after the last edit without its being adopted. */
  quantaToLast: number;
}

const first = 0;
const second = 31;

/** Two strips of opposite polarity, far apart in the block: what they play is zero as long as they move as one. */
async function cancelling<R>(work: (mixer: Mixer, watcher: Watcher) => Promise<R>): Promise<R> {
  return playing({ backend: 'shared' }, async (mixer, context) => {
    mixer.glide.value = 0.001;
    mixer.strips[second]!.polarity.value = true;
    const watcher = await Watcher.listen(mixer.node);
    await until(() => mixer.stats.quanta > 100, 5000);
    const offset = new ConstantSourceNode(context, { offset: 0.5 });
    mixer.strips[first]!.connect(offset);
    mixer.strips[second]!.connect(offset);
    offset.start();
    await pause(100);
    return work(mixer, watcher);
  });
}

/** An edit of every strip, send, bus and the master. */
function editAll(mixer: Mixer, edit: number): void {
  const gain = 0.1 + 0.8 * ((edit * 0.618034) % 1);
  mixer.edit(() => {
    for (const strip of mixer.strips) {
      strip.gain.value = gain;
      strip.pan.value = 0.5 - gain;
      for (const send of strip.sends) send.level.value = gain / 4;
    }
    for (const bus of mixer.buses) bus.gain.value = gain;
    mixer.master.gain.value = gain;
  });
}

/** Many times what an edit takes; less than the engine needs for a few quanta that follow each other at once. */
const interruptedMs = 0.1;

/** Busy, as a page that edits is: timers are too coarse for tenths of a millisecond. */
function spin(until: number): void {
  while (performance.now() < until);
}

/** Edits for a while, with at least so long between the end of one and the start of the next. */
export async function edit(seconds: number, pauseMs: number): Promise<EditFigures> {
  return cancelling(async (mixer, watcher) => {
    const before = counters(mixer);
    /** For each edit that the engine has not been seen to adopt: its sequence, and the quanta when it was published. */
    const waiting: [sequence: number, quanta: number][] = [];
    const undisturbed = { adoptions: 0, deferrals: 0 };
    let stalest = 0;
    let edits = 0;
    let interrupted = 0;

    /** An edit and the pause after it. Where the machine stopped the page, maybe half way, the time says nothing. */
    const cycle = () => {
      const atStart = counters(mixer);
      const start = performance.now();
      editAll(mixer, edits);
      edits += 1;
      const published = performance.now();
      const { sequence, quanta } = mixer.stats;
      waiting.push([sequence, quanta]);
      spin(published + pauseMs);
      const seen = mixer.stats.quanta;
      const { adoptedSequence } = mixer.stats;
      if (published - start > interruptedMs || performance.now() - published > pauseMs + interruptedMs) {
        interrupted += 1;
        waiting.length = 0;
        return;
      }
      const atEnd = counters(mixer);
      undisturbed.adoptions += atEnd.adoptions - atStart.adoptions;
      undisturbed.deferrals += atEnd.deferrals - atStart.deferrals;
      while (waiting.length > 0 && ((waiting[0]![0] - adoptedSequence) | 0) <= 0) waiting.shift();
      // The last quantum that ended had begun one before.
      if (waiting.length > 0) stalest = Math.max(stalest, seen - 1 - waiting[0]![1]);
    };

    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      const breath = Math.min(end, performance.now() + 200);
      while (performance.now() < breath) {
        if (pauseMs > 0) {
          cycle();
        } else {
          editAll(mixer, edits);
          edits += 1;
        }
      }
      // As pages must.
      if (pauseMs > 0) await pause(0);
      waiting.length = 0;
    }
    const quantaToLast = quantaWithoutTheLast(mixer);
    const after = counters(mixer);
    await pause(50);
    const heard = await watcher.heard();
    return {
      edits,
      adoptions: after.adoptions - before.adoptions,
      deferrals: after.deferrals - before.deferrals,
      adopted: undisturbed.adoptions / (undisturbed.adoptions + undisturbed.deferrals),
      peak: heard.peak,
      strips: [mixer.strips[first]!.meter.peakSinceRead, mixer.strips[second]!.meter.peakSinceRead],
      stalestMs: (stalest * 128) / 48,
      interrupted,
      quantaToLast,
    };
  });
}

/** The page may be stopped between two looks, so what counts is when it still saw the edit waiting. */
function quantaWithoutTheLast({ stats }: Mixer): number {
  const { sequence } = stats;
  const atEnd = stats.quanta;
  for (let waited = 0; ; ) {
    const { quanta } = stats;
    if (stats.adoptedSequence === sequence || waited > 1000) return waited;
    waited = quanta - atEnd;
  }
}

/** The same strips moved by two edits each time: what the watcher then hears is what it would hear of torn edits. */
export async function tear(seconds: number): Promise<number> {
  return cancelling(async (mixer, watcher) => {
    const end = performance.now() + seconds * 1000;
    for (let edits = 0; performance.now() < end; edits += 1) {
      const gain = 0.1 + 0.8 * ((edits * 0.618034) % 1);
      mixer.strips[first]!.gain.value = gain;
      spin(performance.now() + 0.5);
      mixer.strips[second]!.gain.value = gain;
      spin(performance.now() + 1);
      if (edits % 50 === 0) await pause(0);
    }
    return (await watcher.heard()).peak;
  });
}

function counters({ stats }: Mixer): { adoptions: number; deferrals: number } {
  return { adoptions: stats.adoptions, deferrals: stats.deferrals };
}
