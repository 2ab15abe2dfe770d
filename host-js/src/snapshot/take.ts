import type { MixerSnapshot, SnapshotFields } from '../api/snapshot.js';
import { defaultWord } from '../mirror/initial-words.js';
import type { Mirror } from '../mirror/mirror.js';
import { type Handles, outline, type Section } from './outline.js';
import { valueToJson } from './values.js';
import { MIGRATIONS, newestVersion } from './versions.js';

/** What differs from the defaults, as a document. A strip that is leaving counts as at its defaults. */
export function takeSnapshot(
  mixer: Handles,
  mirror: Mirror,
  isLeaving: (strip: number) => boolean = () => false,
): MixerSnapshot {
  const fields = fieldsOf(withoutStrips(outline(mixer, mirror.layout), isLeaving), mixer, mirror);
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

/** The outline with nothing in those strips. */
function withoutStrips(document: Section, isLeaving: (strip: number) => boolean): Section {
  const empty = { settings: [], parts: [], lists: [] };
  const lists = document.lists.map(([name, list]) => {
    const kept =
      name === 'strips' ? list.map((each, strip) => (isLeaving(strip) ? { ...each, ...empty } : each)) : list;
    return [name, kept] as const;
  });
  return { ...document, lists };
}

function isEmpty(fields: SnapshotFields): boolean {
  return Object.keys(fields).length === 0;
}
