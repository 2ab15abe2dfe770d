/**
 * How far up a meter a level reaches, 0 to 1: the deflection of IEC 60268-18, which gives the top 20 dB half of the
 * height.
 */
export function deflection(level: number): number {
  const db = 20 * Math.log10(level);
  if (db >= 0) return 1;
  if (db >= -20) return (50 + (db + 20) * 2.5) / 100;
  if (db >= -30) return (30 + (db + 30) * 2) / 100;
  if (db >= -40) return (15 + (db + 40) * 1.5) / 100;
  if (db >= -50) return (7.5 + (db + 50) * 0.75) / 100;
  if (db >= -60) return (2.5 + (db + 60) * 0.5) / 100;
  if (db >= -70) return ((db + 70) * 0.25) / 100;
  return 0;
}

/** Levels worth a mark, dBFS. */
export const METER_MARKS_DB = [0, -3, -6, -9, -12, -18, -24, -30, -40, -50, -60] as const;
