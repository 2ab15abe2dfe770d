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

/** Frequency for the eye: `80`, `2.50k`, `16.0k`. */
export function hertzText(hertz: number): string {
  if (hertz < 1000) return hertz < 100 ? hertz.toFixed(0) : String(Math.round(hertz));
  return `${(hertz / 1000).toFixed(hertz < 9950 ? 2 : 1)}k`;
}

/** Frequency for the ear. */
export function hertzWords(hertz: number): string {
  if (hertz < 1000) return `${Math.round(hertz)} hertz`;
  return `${Number((hertz / 1000).toFixed(2))} kilohertz`;
}

/** Time for the eye: `0.3 ms`, `20 ms`, `1.50 s`. */
export function secondsText(seconds: number): string {
  if (seconds >= 1) return `${seconds.toFixed(2)} s`;
  const ms = seconds * 1000;
  return `${ms === 0 || ms >= 9.95 ? Math.round(ms) : ms.toFixed(1)} ms`;
}

/** Time for the ear. */
export function secondsWords(seconds: number): string {
  if (seconds >= 1) return `${Number(seconds.toFixed(2))} seconds`;
  return `${Number((seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0))} milliseconds`;
}

/** Below that ITU-R BS.1770 hears nothing. */
const SILENT_LUFS = -70;

/** Loudness for the eye: `−14.2`, or a dash where there is none. */
export function loudnessText(lufs: number | null): string {
  if (lufs === null) return 'n/a';
  return lufs >= SILENT_LUFS ? dbText(lufs).replace('+', '') : '–';
}

/** A place in a piece for the eye: `1:04.5`. */
export function clockText(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const [minutes, rest] = [Math.floor(tenths / 600), tenths % 600];
  return `${minutes}:${(rest / 10).toFixed(1).padStart(4, '0')}`;
}

/** Size of a file: `412 KB`, `13.2 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} KB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
