/** The demo's own mix, pushed into its limiter. */
import type { Mixer } from 'megamixer';
import { truePeak } from '../../signals/true-peak.ts';
import { peak } from './compare.ts';
import { pause } from './realtime.ts';

const mixerOf = () => (globalThis as unknown as { demo: { mixer: Mixer } }).demo.mixer;

export interface PushedFigures {
  seconds: number;
  /** dB over the ceiling. */
  samplePeakOver: number;
  truePeakOver: number;
  /** The most that the limiter was seen to take away, dB. */
  reduction: number;
  /** Pieces that were missed, for want of time to read them. */
  gaps: number;
}

/** Pushes the mix by so many decibels, and keeps what leaves from frame to frame. */
export async function push(byDb: number, ceiling: number, seconds: number): Promise<PushedFigures> {
  const mixer = mixerOf();
  const { master } = mixer;
  const stop = master.scope.subscribe();
  mixer.edit(() => {
    master.limiter.on.value = true;
    master.limiter.ceiling.value = ceiling;
    for (const { trim } of mixer.strips) trim.db += byDb;
  });
  await pause(500);
  const take = [new Float32Array(master.scope.maxFrames), new Float32Array(master.scope.maxFrames)] as const;
  /** Stretches without a gap, of which each is judged by itself. */
  const stretches: [number[], number[]][] = [[[], []]];
  let [end, gaps, reduction] = [master.scope.read(...take), 0, 0];
  const { sampleRate } = mixer.context;
  const frames = () => stretches.reduce((sum, [left]) => sum + left.length, 0);
  while (frames() < seconds * sampleRate) {
    await pause(40);
    reduction = Math.max(reduction, master.limiter.gainReduction);
    const now = master.scope.read(...take);
    const fresh = (now - end) >>> 0;
    end = now;
    if (fresh > take[0].length) {
      gaps += 1;
      stretches.push([[], []]);
      continue;
    }
    const [left, right] = stretches.at(-1)!;
    left.push(...take[0].subarray(take[0].length - fresh));
    right.push(...take[1].subarray(take[1].length - fresh));
  }
  stop();
  mixer.edit(() => {
    master.limiter.on.reset();
    master.limiter.ceiling.reset();
    for (const { trim } of mixer.strips) trim.db -= byDb;
  });
  const channels = stretches.flat().map((samples) => Float32Array.from(samples));
  const over = (level: number) => 20 * Math.log10(level) - ceiling;
  return {
    seconds: frames() / sampleRate,
    samplePeakOver: over(peak(...channels)),
    truePeakOver: over(Math.max(...channels.map(truePeak))),
    reduction,
    gaps,
  };
}
