import type { MixerSnapshot, SnapshotFields } from '../api/snapshot.js';
import { defaultWord } from '../mirror/initial-words.js';
import type { Mirror } from '../mirror/mirror.js';
import { type Handles, outline, type Section, type Setting } from './outline.js';
import { valueToJson } from './values.js';
import { MIGRATIONS, newestVersion } from './versions.js';

/** What is set by strips that are on their way back, and not by the app. */
export interface Leaving {
  isFading(strip: number): boolean;
  /** The trim that is the app's, where the one that is set is not. */
  trimBehind(strip: number): number | null;
}

const NONE: Leaving = { isFading: () => false, trimBehind: () => null };

/** What differs from the defaults, as a document. */
export function takeSnapshot(mixer: Handles, mirror: Mirror, leaving: Leaving = NONE): MixerSnapshot {
  const fields = fieldsOf(without(outline(mixer, mirror.layout), leaving), mixer, mirror);
  return { version: newestVersion(MIGRATIONS), ...fields } as MixerSnapshot;
}

function fieldsOf(section: Section, mixer: Handles, mirror: Mirror): SnapshotFields {
  const fields: Record<string, SnapshotFields[string]> = {};
  for (const { spec, first, handle } of section.settings) {
    if (mirror.read(first + spec.offset) === defaultWord(spec)) continue;
    const control = handle();
    // A zero may have a sign, which makes another word of it and no other value.
    if (control.value !== control.default) fields[spec.name] = valueToJson(mixer, control.value);
  }
  for (const [name, part] of section.parts) {
    const inner = fieldsOf(part, mixer, mirror);
    if (!isEmpty(inner)) fields[name] = inner;
  }
  for (const [name, list] of section.lists) {
    const entries = list.map((each) => fieldsOf(each, mixer, mirror));
    // Those behind the last that says anything are left out: a smaller mixer may then take what it has room for.
    const told = entries.slice(0, entries.findLastIndex((entry) => !isEmpty(entry)) + 1);
    if (told.length > 0) fields[name] = told;
  }
  return fields;
}

/** The outline with what is the app's of those strips: nothing of one that fades, another trim of one that is kept silent. */
function without(document: Section, leaving: Leaving): Section {
  const kept = (strip: Section, index: number): Section => {
    if (leaving.isFading(index)) return { ...strip, settings: [], parts: [], lists: [] };
    const trim = leaving.trimBehind(index);
    return trim === null ? strip : { ...strip, settings: strip.settings.map((setting) => withTrim(setting, trim)) };
  };
  const lists = document.lists.map(([name, list]) => [name, name === 'strips' ? list.map(kept) : list] as const);
  return { ...document, lists };
}

function withTrim(setting: Setting, trim: number): Setting {
  if (setting.spec.name !== 'trim') return setting;
  const { default: initial, min, max, unit } = setting.handle();
  return { ...setting, handle: () => ({ value: trim, default: initial, min, max, unit }) };
}

function isEmpty(fields: SnapshotFields): boolean {
  return Object.keys(fields).length === 0;
}
