import { cpus } from 'node:os';
import { type Variant, variants } from '../cases.ts';
import { pause } from '../pause.ts';
import { assertPlayed, withApp } from './app.ts';

export interface Underruns {
  readonly seconds: number;
  /** Per round, as the browser counts them. */
  readonly events: readonly number[];
  /** Seconds of silence in their place, per round. */
  readonly silence: readonly number[];
  readonly framesPerSecond: number;
}

export interface LoadFigures {
  /** Busy workers, as many as the machine has cores, and the share of its time that the page's main thread is blocked. */
  readonly workers: number;
  readonly blocked: number;
  readonly variants: Readonly<Record<Variant, Underruns>>;
}

/** Plays every variant on a machine that is kept busy, and reads what the browser counts of the output's underruns. */
export async function underrunsUnderLoad(
  url: string,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<LoadFigures> {
  const [workers, blocked] = [cpus().length, 0.5];
  const found = new Map(
    variants.map((variant) => [variant, { events: [] as number[], silence: [] as number[], framesPerSecond: 0 }]),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (let index = 0; index < variants.length; index += 1) {
      const variant = variants[(index + round) % variants.length]!;
      const each = found.get(variant)!;
      await withApp(url, variant, {}, async (app) => {
        await app.burn(workers, blocked);
        await pause(2);
        const before = await app.figures();
        await pause(seconds);
        const after = await app.figures();
        assertPlayed(variant, before, after);
        if (before.playback === null || after.playback === null) {
          throw new Error('this browser does not count underruns: AudioContext.playbackStats is missing');
        }
        each.events.push(after.playback.events - before.playback.events);
        each.silence.push(after.playback.seconds - before.playback.seconds);
        each.framesPerSecond = ((after.frames - before.frames) * 1000) / (after.now - before.now);
      });
    }
  }
  const results = [...found].map(([variant, figures]) => [variant, { seconds, ...figures }]);
  return { workers, blocked, variants: Object.fromEntries(results) };
}
