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

/** Where the scale ends, dBFS. */
export const LOWEST_DB = -70;

/** Levels worth a mark, dBFS. */
const MARKS_DB = [0, -3, -6, -9, -12, -18, -24, -30, -40, -50, -60] as const;

/** The scale beside a meter. */
export function meterScale(): HTMLElement {
  const scale = document.createElement('div');
  scale.className = 'scale';
  scale.setAttribute('part', 'scale');
  scale.setAttribute('aria-hidden', 'true');
  for (const db of MARKS_DB) {
    const mark = document.createElement('span');
    mark.textContent = String(Math.abs(db));
    mark.style.setProperty('--_at', deflection(10 ** (db / 20)).toFixed(4));
    scale.append(mark);
  }
  return scale;
}
