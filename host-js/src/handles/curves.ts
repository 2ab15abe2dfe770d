/** What a compressor's curve depends on; decibels, but the ratio. */
export interface CompressorCurve {
  readonly threshold: number;
  readonly knee: number;
  readonly ratio: number;
  readonly makeup: number;
}

/** What a gate's curve depends on; decibels, but the ratio. */
export interface GateCurve {
  readonly threshold: number;
  readonly range: number;
  readonly ratio: number;
}

/**
 * The level that comes out of a compressor for a steady one that goes in, both in decibels.
 *
 * Source: Giannoulis, Massberg, Reiss, Digital Dynamic Range Compressor Design, JAES 60 (2012), equation 4.
 */
export function compressed(level: number, { threshold, knee, ratio, makeup }: CompressorCurve): number {
  const over = level - threshold;
  if (2 * over <= -knee) return level + makeup;
  if (2 * over >= knee) return threshold + over / ratio + makeup;
  return level + ((1 / ratio - 1) * (over + knee / 2) ** 2) / (2 * knee) + makeup;
}

/** The level that comes out of a gate for a steady one that goes in, both in decibels. */
export function gated(level: number, { threshold, range, ratio }: GateCurve): number {
  const under = threshold - level;
  // Of silence nothing is left, and of no ratio times silence no number.
  if (under <= 0 || level === Number.NEGATIVE_INFINITY) return level;
  return level - Math.min(range, (ratio - 1) * under);
}

/** @throws TypeError for what is no level: NaN, +Infinity, a wrong type */
export function checkLevel(level: unknown): number {
  if (typeof level === 'number' && (Number.isFinite(level) || level === Number.NEGATIVE_INFINITY)) return level;
  throw new TypeError(`outputLevel() takes decibels, finite or -Infinity, not ${String(level)}.`);
}
