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
  const kept: [number[], number[]] = [[], []];
  let [end, gaps, reduction] = [master.scope.read(...take), 0, 0];
  const { sampleRate } = mixer.context;
  while (kept[0].length < seconds * sampleRate) {
    await pause(40);
    reduction = Math.max(reduction, master.limiter.gainReduction);
    const now = master.scope.read(...take);
    const fresh = (now - end) >>> 0;
    if (fresh > take[0].length) gaps += 1;
    for (const [channel, samples] of take.entries())
      kept[channel]!.push(...samples.subarray(Math.max(0, samples.length - fresh)));
    end = now;
  }
  stop();
  mixer.edit(() => {
    master.limiter.on.reset();
    master.limiter.ceiling.reset();
    for (const { trim } of mixer.strips) trim.db -= byDb;
  });
  const [left, right] = kept.map((samples) => Float32Array.from(samples)) as [Float32Array, Float32Array];
  const over = (level: number) => 20 * Math.log10(level) - ceiling;
  return {
    seconds: left.length / sampleRate,
    samplePeakOver: over(peak(left, right)),
    truePeakOver: over(Math.max(truePeak(left), truePeak(right))),
    reduction,
    gaps,
  };
}
