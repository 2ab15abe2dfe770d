/** Decibels for the eye: `−6.0`, `+3.2`, `−∞`. */
export function dbText(db: number): string {
  if (db === Number.NEGATIVE_INFINITY) return '−∞';
  const tenths = inTenths(db);
  return `${tenths < 0 ? '−' : tenths > 0 ? '+' : ''}${Math.abs(tenths).toFixed(1)}`;
}

/** Decibels for the ear: `-6.0 dB`, `+3.2 dB`, `off`. The sign is that of the keyboard, which every screen reader reads. */
export function dbWords(db: number): string {
  if (db === Number.NEGATIVE_INFINITY) return 'off';
  const tenths = inTenths(db);
  return `${tenths > 0 ? '+' : ''}${tenths.toFixed(1)} dB`;
}

/** Never -0. */
function inTenths(db: number): number {
  return Math.round(db * 10) / 10 || 0;
}

/** An amount of decibels, which has no sign: `6.0`. */
export function amountText(db: number): string {
  return db.toFixed(1);
}

/** Pan for the eye: `L30`, `C`, `R100`. */
export function panText(pan: number): string {
  const percent = Math.round(pan * 100);
  if (percent === 0) return 'C';
  return `${percent < 0 ? 'L' : 'R'}${Math.abs(percent)}`;
}

/** Pan for the ear: `L 30`, `centre`, `R 100`. */
export function panWords(pan: number): string {
  const percent = Math.round(pan * 100);
  if (percent === 0) return 'centre';
  return `${percent < 0 ? 'L' : 'R'} ${Math.abs(percent)}`;
}

/** A frequency: `80 Hz`, `2.50 kHz`, `16.0 kHz`. */
export function hertzText(hertz: number): string {
  if (hertz < 999.5) return `${hertz < 9.95 ? hertz.toFixed(1) : Math.round(hertz)} Hz`;
  return `${(hertz / 1000).toFixed(hertz < 9995 ? 2 : 1)} kHz`;
}

/** A time: `0.3 ms`, `20 ms`, `1.50 s`. */
export function secondsText(seconds: number): string {
  if (isShownInSeconds(seconds)) return `${seconds.toFixed(2)} s`;
  const ms = seconds * 1000;
  return `${ms < 0.05 || ms >= 9.95 ? Math.round(ms) : ms.toFixed(1)} ms`;
}

export function isShownInSeconds(seconds: number): boolean {
  return seconds >= 0.9995;
}

/** `4.0:1`, `20:1`. */
export function ratioText(ratio: number): string {
  return `${ratio.toFixed(ratio < 9.95 ? 1 : 0)}:1`;
}

/** A share of the whole: `40 %`. */
export function percentText(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A number that has no unit: `0.71`, `12.0`. */
export function plainText(value: number): string {
  return value.toFixed(Math.abs(value) < 9.995 ? 2 : 1);
}

/** Below that ITU-R BS.1770 hears nothing. */
const SILENT_LUFS = -70;

/** Loudness: `−14.2`, or a dash while there is nothing to measure. */
export function loudnessText(lufs: number | null): string {
  return lufs === null || lufs < SILENT_LUFS ? '–' : dbText(lufs).replace('+', '');
}
