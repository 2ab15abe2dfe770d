import { HEADER } from 'megamixer-worklet/layout';
import { quantumFramesOf } from '../engine/shape.js';
import { Wanted } from '../handles/wanted.js';
import type { Link } from '../transports/link.js';

/** What is estimated at least from so much audio, and at most from so much. */
const LEAST_SECONDS = 1;
const WINDOW_SECONDS = 4;
/** The marks that a window begins at are so far apart. */
const MARK_SECONDS = 0.25;
/** So long after the last read the worklet still measures. */
const UNREAD_MS = 5000;
const LOOK_MS = 1000;

export interface LoadEstimate {
  /** A share of the time, 1 being all of it. */
  readonly value: number;
  /** Standard error of it. */
  readonly error: number;
}

/** Where a mixer is; it may move. */
export interface Place {
  readonly context: BaseAudioContext;
}

/** Where the two words of the worklet's stopwatch stood. */
interface Mark {
  readonly busyMs: number;
  readonly frames: number;
}

/** The load, from what the worklet adds up of its quanta. Nothing is measured but while somebody reads. */
export class Load {
  readonly #link: Link;
  readonly #wanted: Wanted;
  readonly #place: Place;
  /** The context that the marks were made in. */
  #context: BaseAudioContext | null = null;
  #marks: Mark[] = [];
  #lastRead = 0;
  #stop: (() => void) | null = null;

  constructor(link: Link, place: Place) {
    this.#link = link;
    this.#wanted = new Wanted(link.mirror, 'wantLoad');
    this.#place = place;
  }

  /** Null until enough has been measured. */
  read(): LoadEstimate | null {
    if (this.#link.mirror.closed) return null;
    this.#watch();
    const { context } = this.#place;
    // Elsewhere there is another engine, which counts from 0 again, and other quanta.
    if (context !== this.#context) this.#marks = [];
    this.#context = context;
    const now = this.#mark();
    const from = this.#marks[0];
    if (from === undefined) return null;
    const frames = difference(now.frames, from.frames);
    if (frames < LEAST_SECONDS * context.sampleRate) return null;
    const busyMs = difference(now.busyMs, from.busyMs);
    const audioMs = (frames / context.sampleRate) * 1000;
    return { value: busyMs / audioMs, error: errorOf(busyMs, frames / quantumFramesOf(context)) / audioMs };
  }

  #watch(): void {
    this.#lastRead = performance.now();
    if (this.#stop !== null) return;
    this.#marks = [];
    const unsubscribe = this.#wanted.subscribe();
    const timer = setInterval(() => {
      if (performance.now() - this.#lastRead > UNREAD_MS || this.#link.mirror.closed) this.#stop?.();
    }, LOOK_MS);
    this.#stop = () => {
      this.#stop = null;
      clearInterval(timer);
      unsubscribe();
    };
  }

  /** Notes where the words are now, and forgets what lies before the window. */
  #mark(): Mark {
    const { sampleRate } = this.#place.context;
    const { readings } = this.#link;
    const mark = { busyMs: readings.load(HEADER.busyMs), frames: readings.load(HEADER.timedFrames) };
    const marks = this.#marks;
    const last = marks.at(-1);
    // An engine that has just been made counts from 0 again.
    if (last !== undefined && difference(mark.frames, last.frames) > 2 ** 31) marks.length = 0;
    const since = last === undefined ? Number.POSITIVE_INFINITY : difference(mark.frames, last.frames);
    if (marks.length === 0 || since >= MARK_SECONDS * sampleRate) marks.push(mark);
    while (marks.length > 1 && difference(mark.frames, marks[1]!.frames) >= WINDOW_SECONDS * sampleRate) marks.shift();
    return mark;
  }
}

/** Of two counts of 32 bits that wrap. */
function difference(later: number, earlier: number): number {
  return (later - earlier) >>> 0;
}

/**
 * Standard error, in milliseconds, of a sum of so many quanta by a clock that steps one: each is rounded up or down by
 * chance, with the part of a millisecond that it takes for a probability p, and a variance of p (1 - p). Where no quantum,
 * or each, was rounded up, p is no less than it could well be: rule of succession.
 */
function errorOf(busyMs: number, quanta: number): number {
  const mean = busyMs / quanta;
  const share = ((mean % 1) * quanta + 1) / (quanta + 2);
  return Math.sqrt(quanta * share * (1 - share));
}
