import type { Loop } from './loop.ts';
import { ATMOSPHERE } from './loops-atmosphere.ts';
import { BASS } from './loops-bass.ts';
import { BREAKS } from './loops-breaks.ts';
import { DRUMS } from './loops-drums.ts';
import { KEYS } from './loops-keys.ts';
import { PERCUSSION } from './loops-percussion.ts';

/** One per strip, from left to right. */
export const LOOPS: readonly Loop[] = [...DRUMS, ...BREAKS, ...PERCUSSION, ...BASS, ...KEYS, ...ATMOSPHERE];

/** Every file that the loops need, once. */
export function samplesOf(loops: readonly Loop[]): string[] {
  return [...new Set(loops.flatMap((loop) => loop.lanes.map((lane) => lane.sample)))].sort();
}
