/** Decibels for the eye: `−6.0`, `+3.2`, `−∞`. */
export function dbText(db: number): string {
  if (db === Number.NEGATIVE_INFINITY) return '−∞';
  const tenths = Math.round(db * 10) / 10;
  if (tenths === 0) return '0.0';
  return `${tenths < 0 ? '−' : '+'}${Math.abs(tenths).toFixed(1)}`;
}

/** Decibels for the ear: screen readers often leave out signs. */
export function dbWords(db: number): string {
  if (db === Number.NEGATIVE_INFINITY) return 'off';
  const tenths = Math.round(db * 10) / 10;
  if (tenths === 0) return '0 decibels';
  return `${tenths < 0 ? 'minus' : 'plus'} ${Math.abs(tenths).toFixed(1)} decibels`;
}

/** Pan for the eye: `L30`, `C`, `R100`. */
export function panText(pan: number): string {
  const percent = Math.round(pan * 100);
  if (percent === 0) return 'C';
  return `${percent < 0 ? 'L' : 'R'}${Math.abs(percent)}`;
}

/** Pan for the ear. */
export function panWords(pan: number): string {
  const percent = Math.round(pan * 100);
  if (percent === 0) return 'centre';
  return `${Math.abs(percent)} percent ${percent < 0 ? 'left' : 'right'}`;
}
