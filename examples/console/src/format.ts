/** Decibels for the eye: `−6.0`, `+3.2`, `−∞`. */
export function dbText(db: number): string {
  if (db === Number.NEGATIVE_INFINITY) return '−∞';
  const tenths = Math.round(db * 10) / 10;
  if (tenths === 0) return '0.0';
  return `${tenths < 0 ? '−' : '+'}${Math.abs(tenths).toFixed(1)}`;
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
