const minus = '\u2212';

/** With one digit behind the point, as long as it is needed. */
function figure(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  const digits = Math.abs(rounded) < 100 ? 1 : 0;
  return `${rounded < 0 ? minus : ''}${Math.abs(rounded).toFixed(digits)}`;
}

/** Decibels as they are written: `−6.0`, or `off`. */
export const shownDb = (db: number): string => (db === Number.NEGATIVE_INFINITY ? 'off' : figure(db));

/** Decibels as they are said. */
export function spokenDb(db: number): string {
  if (db === Number.NEGATIVE_INFINITY) return 'off';
  return `${db < -0.05 ? 'minus' : 'plus'} ${Math.abs(db).toFixed(1)} decibels`;
}

/** A place between left and right as it is written: `L20`, `C`, `R100`. */
export function shownPan(pan: number): string {
  const percent = Math.round(Math.abs(pan) * 100);
  return percent === 0 ? 'C' : `${pan < 0 ? 'L' : 'R'}${percent}`;
}

/** The same as it is said. */
export function spokenPan(pan: number): string {
  const percent = Math.round(Math.abs(pan) * 100);
  return percent === 0 ? 'centre' : `${percent} percent ${pan < 0 ? 'left' : 'right'}`;
}

/** A loudness, or a dash while there is none. */
export function shownLufs(lufs: number | null): string {
  return lufs === null || lufs < -70 ? '\u2013' : figure(lufs);
}
