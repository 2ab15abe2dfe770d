import { isShownInSeconds } from './format.js';

/** A number and what comes after it, as people type it; null for what is none. */
function numberAndUnit(text: string): readonly [number: number, unit: string] | null {
  const plain = text.toLowerCase().replace(/[−–]/g, '-').replace(/[\s_]/g, '');
  // A comma is a decimal one, unless it may be one of thousands: a guess could be off by as much.
  if (/,\d{3}(?!\d)/.test(plain)) return null;
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(\D*)$/.exec(plain.replace(',', '.'));
  return match && [Number(match[1]), match[2]!];
}

/** A number in one of these units, each with its factor; '' is what a bare number is in. */
function inUnits(text: string, units: Readonly<Record<string, number>>): number | null {
  const found = numberAndUnit(text);
  const factor = found && Object.hasOwn(units, found[1]) ? units[found[1]]! : null;
  return factor === null ? null : found![0] * factor;
}

const OFF = /^\s*(off|[-−–]\s*(inf(inity)?|∞))\s*(db)?\s*$/i;

/** `-6`, `-6 dB`, `−6,5`; `off` and `-inf` are -Infinity. */
export function parseGainDb(text: string): number | null {
  return OFF.test(text) ? Number.NEGATIVE_INFINITY : parseDb(text);
}

/** `-6`, `-6 dB`. */
export function parseDb(text: string): number | null {
  return inUnits(text, { '': 1, db: 1, dbfs: 1, dbtp: 1 });
}

/** `800`, `800 Hz`, `1.2k`, `1.2 kHz`, `1k2`. */
export function parseHertz(text: string): number | null {
  const [, thousands, rest] = /^\s*(\d+)k(\d+)\s*$/i.exec(text) ?? [];
  if (rest !== undefined) return Number(`${thousands}.${rest}`) * 1000;
  return inUnits(text, { '': 1, hz: 1, k: 1000, khz: 1000 });
}

/** `20 ms`, `0.5 s`; a bare number is in the unit in which `shown` seconds are shown. */
export function parseSeconds(text: string, shown: number): number | null {
  const units = { s: 1, sec: 1, ms: 0.001, us: 1e-6, µs: 1e-6, μs: 1e-6 };
  return inUnits(text, { ...units, '': isShownInSeconds(shown) ? units.s : units.ms });
}

/** `L20`, `20 L`, `left 20`, `-20`, `C`: a bare number is percent, to the right. */
export function parsePan(text: string): number | null {
  const plain = text.toLowerCase().replaceAll(/\s|%/g, '');
  if (/^(c|cent(er|re)|mid(dle)?)$/.test(plain)) return 0;
  const [, before, number, after] = /^(l|left|r|right)?([^a-z]+)(l|left|r|right)?$/.exec(plain) ?? [];
  if (number === undefined || (before && after)) return null;
  const side = before ?? after;
  const percent = inUnits(number, { '': 1 });
  if (percent === null || (side !== undefined && percent < 0)) return null;
  return (side?.startsWith('l') ? -percent : percent) / 100 || 0;
}

/** `4`, `4:1`; `inf` is Infinity. */
export function parseRatio(text: string): number | null {
  if (/^\s*(inf(inity)?|∞)\s*(:\s*1)?\s*$/i.test(text)) return Number.POSITIVE_INFINITY;
  return inUnits(text.replace(/:\s*1\s*$/, ''), { '': 1 });
}

/** `40`, `40 %`. */
export function parsePercent(text: string): number | null {
  const percent = inUnits(text, { '': 1, '%': 1 });
  return percent === null ? null : percent / 100;
}

export function parsePlain(text: string): number | null {
  return inUnits(text, { '': 1 });
}
