import type { LevelMeter, Meter } from '../../api/meter.js';

/** What a meter said in one frame. Reading the largest sample takes it: whoever shows the same meter has to share it. */
export interface Reading {
  readonly left: number;
  readonly right: number;
}

interface Taken extends Reading {
  /** The frame of the page, which has one time however many ask in it. */
  readonly frame: number;
}

const taken = new WeakMap<Meter, Taken>();

/** The largest samples since the last frame, the same for all that ask in this one. */
export function readingOf(meter: Meter): Reading {
  const frame = (document.timeline.currentTime as number | null) ?? performance.now();
  let reading = taken.get(meter);
  if (reading?.frame !== frame) {
    reading = { frame, left: meter.left.peakSinceRead, right: meter.right.peakSinceRead };
    taken.set(meter, reading);
  }
  return reading;
}

/** How fast a bar falls once the sound is gone: as quick as the eye likes, and slower than it flickers. */
const FALL_DB_PER_SECOND = 36;
const QUIETEST = 1e-4;

/** One channel's bar. */
export class Bar {
  shown = 0;

  /** Goes up at once, and down slowly. */
  follow(peak: number, seconds: number): number {
    const fallen = this.shown * 10 ** ((-FALL_DB_PER_SECOND * seconds) / 20);
    this.shown = Math.max(peak, fallen < QUIETEST ? 0 : fallen);
    return this.shown;
  }
}

/** What a channel has besides. */
export type Channel = Pick<LevelMeter, 'peak' | 'rms' | 'clip'>;
