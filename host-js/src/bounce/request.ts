import { MixerError } from '../errors.js';
import type { BounceOptions, Session } from './api.js';

/** A session is a day long at most, in seconds. */
const LONGEST = 86_400;
const FORMATS = ['int16', 'int24', 'float32'] as const;

/** What is asked of the worker, checked; what depends on the session is checked there. */
export interface Request {
  readonly format: (typeof FORMATS)[number];
  readonly start: number;
  readonly end: number | null;
  readonly normalize: { readonly lufs: number | null; readonly truePeak: number | null } | null;
  readonly stems: boolean;
  readonly strips: readonly number[] | true;
  readonly buses: readonly number[] | true;
}

/** @throws TypeError where an option is none of what it takes */
export function requestFrom(options: BounceOptions): Request {
  const { format = 'int24', range = {}, normalize, stems = false, strips = [], buses = [] } = options;
  if (!FORMATS.includes(format)) throw wrong('format', "'int16', 'int24' or 'float32'", format);
  if (typeof stems !== 'boolean') throw wrong('stems', 'true or false', stems);
  const start = number('range.start', range.start, 0, LONGEST) ?? 0;
  const end = number('range.end', range.end, start, LONGEST);
  const lufs = number('normalize.lufs', normalize?.lufs, -70, 0);
  const truePeak = number('normalize.truePeak', normalize?.truePeak, -24, 0);
  const asked = lufs !== null || truePeak !== null;
  return {
    ...{ format, start, end, normalize: asked ? { lufs, truePeak } : null, stems },
    ...{ strips: numbers('strips', strips), buses: numbers('buses', buses) },
  };
}

/** How many threads are asked for; null where that is left to the machine. */
export function threadsFrom({ threads }: BounceOptions): number | null {
  if (threads === undefined) return null;
  if (!Number.isInteger(threads) || threads < 1 || threads > 16)
    throw wrong('threads', 'a whole number from 1 to 16', threads);
  return threads;
}

/** A session as the text that the worker reads. */
export function sessionText(session: Session | string, { sampleRate }: BounceOptions): string {
  if (sampleRate !== undefined && typeof sampleRate !== 'number')
    throw wrong('sampleRate', 'a number of Hz', sampleRate);
  if (sampleRate === undefined) return typeof session === 'string' ? session : (JSON.stringify(session) ?? 'null');
  let document: unknown = session;
  try {
    if (typeof session === 'string') document = JSON.parse(session);
  } catch (cause) {
    throw new MixerError('session-invalid', `The session is no JSON: ${(cause as Error).message}.`, cause);
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return JSON.stringify(document) ?? 'null';
  return JSON.stringify({ ...document, sampleRate });
}

function number(name: string, value: unknown, min: number, max: number): number | null {
  if (value === undefined) return null;
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw wrong(name, `a number from ${min} to ${max}`, value);
}

function numbers(name: string, value: unknown): readonly number[] | true {
  if (value === 'all') return true;
  if (Array.isArray(value) && value.every((each) => Number.isInteger(each) && each >= 0)) return value;
  throw wrong(name, "'all' or a list of whole numbers from 0 on", value);
}

function wrong(name: string, wanted: string, found: unknown): TypeError {
  return new TypeError(`${name} takes ${wanted}, not ${typeof found === 'string' ? `'${found}'` : String(found)}.`);
}
