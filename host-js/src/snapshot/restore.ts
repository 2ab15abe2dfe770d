import type { RestoreOptions, RestoreResult } from '../api/snapshot.js';
import { MixerError } from '../errors.js';
import { defaultWord } from '../mirror/initial-words.js';
import type { Mirror } from '../mirror/mirror.js';
import { type Handles, outline, pathTo, type Section, type Setting } from './outline.js';
import { errorAt, invalid, tooMany } from './refusals.js';
import { valueFromJson } from './values.js';
import { type Fields, MIGRATIONS, upgraded } from './versions.js';

/** What a control is to be; undefined, which JSON does not have: its default. */
interface Change {
  readonly setting: Setting;
  readonly value: unknown;
}

/**
 * Sets a mixer to what a document says, as one edit, which begins when all of the document has been understood.
 *
 * @throws MixerError `snapshot-counts`, `snapshot-invalid`, `snapshot-version`; `cycle`, `vca-depth`, `no-effect-slot`
 * @throws TypeError for a fade that is no finite number
 */
export function restoreSnapshot(
  mixer: Handles,
  mirror: Mirror,
  snapshot: unknown,
  { fade = 0 }: RestoreOptions = {},
  migrations = MIGRATIONS,
): RestoreResult {
  if (!Number.isFinite(fade)) {
    throw new TypeError(`restore() takes a fade of a finite number of seconds, not ${String(fade)}.`);
  }
  const { version: _, ...document } = upgraded(objectAt('', snapshot), migrations);
  const reader = new Reader(mixer);
  reader.read(outline(mixer, mirror.layout), document);
  mirror.editApart(() => {
    for (const change of reader.changes) apply(mirror, change, fade);
  }, true);
  return { ignored: reader.ignored };
}

/** Understands a document, or throws; touches nothing. */
class Reader {
  readonly changes: Change[] = [];
  readonly ignored: string[] = [];
  readonly #mixer: Handles;

  constructor(mixer: Handles) {
    this.#mixer = mixer;
  }

  /** `json` is undefined where the document does not have the section. */
  read(section: Section, json: unknown): void {
    const left = new Map(Object.entries(json === undefined ? {} : objectAt(section.path, json)));
    const take = (name: string): unknown => {
      const field = left.get(name);
      left.delete(name);
      return field;
    };
    for (const setting of section.settings) {
      const field = take(setting.spec.name);
      const value = field === undefined ? undefined : valueFromJson(this.#mixer, setting, field);
      this.changes.push({ setting, value });
    }
    for (const [name, part] of section.parts) this.read(part, take(name));
    for (const [name, list] of section.lists) {
      const entries = listAt(pathTo(section.path, name), take(name), list.length);
      for (const [index, inner] of list.entries()) this.read(inner, entries[index]);
    }
    for (const name of left.keys()) this.ignored.push(pathTo(section.path, name));
  }
}

function objectAt(path: string, json: unknown): Fields {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Fields;
  throw invalid(path, 'an object', json);
}

/** No more entries than the mixer has of what they are about. */
function listAt(path: string, json: unknown, has: number): readonly unknown[] {
  if (json === undefined) return [];
  if (!Array.isArray(json)) throw invalid(path, 'a list', json);
  if (json.length > has && path === 'vcas') throw invalid(path, `a list of at most ${has}`, `one of ${json.length}`);
  // A strip has as many sends as the mixer has buses.
  if (json.length > has) throw tooMany(path, path === 'strips' ? 'strips' : 'buses', json.length, has);
  return json;
}

function apply(mirror: Mirror, { setting, value }: Change, fade: number): void {
  const { spec, first, path } = setting;
  const isRamped = spec.ramp !== null && mirror.read(first + spec.ramp.seconds) !== 0;
  // Most of a mixer is at its defaults and stays there, and no handle is made for that.
  if (value === undefined && !isRamped && mirror.read(first + spec.offset) === defaultWord(spec)) return;
  const handle = setting.handle();
  const target = value === undefined ? handle.default : value;
  try {
    if (fade <= 0 || handle.rampTo === undefined) handle.value = target;
    // One that is there already, and on no way to elsewhere, has nothing to ramp.
    else if (isRamped || handle.value !== Math.fround(target as number)) handle.rampTo(target as number, fade);
  } catch (error) {
    throw error instanceof MixerError ? errorAt(path, error) : error;
  }
}
