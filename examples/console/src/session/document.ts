import type { MixerSnapshot } from 'megamixer';
import type { SessionSource } from 'megamixer/bounce';

/** The document that is saved, opened and bounced: docs/sessions.md describes it. */
export interface SessionDocument {
  readonly version: 1;
  readonly sampleRate: number;
  readonly mixer: {
    readonly strips: number;
    readonly buses: number;
    readonly effects: number;
    readonly maxDelay: number;
  };
  readonly snapshot: MixerSnapshot;
  readonly sources: readonly SessionSource[];
  /** In seconds. */
  readonly length: number | 'until silent';
  /** Of strips and buses that were renamed, by their tags. It is this page's own: whatever else reads a session leaves it alone. */
  readonly names?: Readonly<Record<string, string>>;
}

/** A session that cannot be opened, in words for whoever tried to. */
export class SessionError extends Error {
  override readonly name = 'SessionError';
}

const VERSION = 1;
/** As the library has it: a day, and 60 dB. */
const LONGEST_SECONDS = 86_400;
const LARGEST_GAIN = 1000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a file that anybody may have written. `defaults` is for what it does not say. The snapshot is left to the mixer,
 * which refuses it as a whole where it is wrong.
 */
export function readSession(text: string, defaults: SessionDocument): SessionDocument {
  const file = objectAt('The file', parse(text));
  if (!('version' in file)) throw new SessionError('The file is no session: it has no version.');
  if (!Number.isInteger(file.version) || (file.version as number) < 1)
    refuse('version', 'a whole number', file.version);
  if ((file.version as number) > VERSION) {
    throw new SessionError(`The session is of version ${file.version}, and this page reads up to version ${VERSION}.`);
  }
  const strips = defaults.mixer.strips;
  const list = file.sources ?? [];
  if (!Array.isArray(list)) refuse('sources', 'a list', list);
  const sources = list.map((each, i) => readSource(`sources[${i}]`, each, strips));
  const length = readLength(file.length);
  // The console could play it, and nothing could export it.
  const endless = sources.findIndex(({ loop = false, duration }) => loop && duration === undefined);
  if (length === 'until silent' && endless >= 0) {
    throw new SessionError(`length takes a number of seconds, since sources[${endless}] loops for ever.`);
  }
  return {
    version: VERSION,
    sampleRate: defaults.sampleRate,
    mixer: defaults.mixer,
    // A mixer at its defaults where there is none.
    snapshot: 'snapshot' in file ? (objectAt('snapshot', file.snapshot) as unknown as MixerSnapshot) : { version: 1 },
    sources,
    length,
    names: readNames(file.names),
  };
}

function readSource(path: string, value: unknown, strips: number): SessionSource {
  const source = objectAt(path, value);
  const { buffer, file } = source;
  if ((buffer === undefined) === (file === undefined)) {
    throw new SessionError(`${path} has to have either a file or a buffer.`);
  }
  for (const [name, text] of Object.entries({ buffer, file })) {
    if (text !== undefined && (typeof text !== 'string' || text === '')) refuse(`${path}.${name}`, 'a name', text);
  }
  const { strip, loop = false } = source;
  if (!Number.isInteger(strip) || (strip as number) < 0 || (strip as number) >= strips) {
    refuse(`${path}.strip`, `a whole number from 0 to ${strips - 1}, since this console has ${strips} strips`, strip);
  }
  if (typeof loop !== 'boolean') refuse(`${path}.loop`, 'true or false', loop);
  const numbers = {
    start: [0, LONGEST_SECONDS],
    offset: [0, LONGEST_SECONDS],
    duration: [0, LONGEST_SECONDS],
  } as const;
  for (const [name, range] of Object.entries({ ...numbers, gain: [-LARGEST_GAIN, LARGEST_GAIN] as const })) {
    if (source[name] !== undefined) checkNumber(`${path}.${name}`, source[name], range);
  }
  return source as unknown as SessionSource;
}

function readLength(length: unknown): SessionDocument['length'] {
  if (length === undefined || length === 'until silent') return 'until silent';
  return checkNumber('length', length, [0, LONGEST_SECONDS], 'seconds or "until silent"');
}

function readNames(names: unknown): Readonly<Record<string, string>> {
  const given = names === undefined ? {} : objectAt('names', names);
  return Object.fromEntries(
    Object.entries(given).map(([tag, name]) => {
      if (typeof name !== 'string' || name.trim() === '') refuse(`names["${tag}"]`, 'a name', name);
      return [tag, name];
    }),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SessionError('The file is no session: it is not JSON.', { cause });
  }
}

function objectAt(path: string, value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(path, 'an object', value);
  return value as Fields;
}

function checkNumber(path: string, value: unknown, [min, max]: readonly [number, number], unit = ''): number {
  if (typeof value !== 'number' || !(value >= min && value <= max)) {
    refuse(path, `a number from ${min} to ${max} ${unit}`.trim(), value);
  }
  return value;
}

function refuse(path: string, wanted: string, found: unknown): never {
  const shown = found === undefined ? 'and is not there' : `not ${JSON.stringify(found).slice(0, 60)}`;
  throw new SessionError(`${path} takes ${wanted}, ${shown}.`);
}
