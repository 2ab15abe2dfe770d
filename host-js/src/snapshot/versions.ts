import { MixerError } from '../errors.js';
import { invalid } from './refusals.js';

/** An object of a document, which anybody may have written. */
export type Fields = Readonly<Record<string, unknown>>;

/** Makes a document of one version into one of the next. It is given a copy of its own, and need not set `version`. */
export type Migration = (document: Record<string, unknown>) => Record<string, unknown>;

/**
 * The first makes version 2 of version 1, and so on. One belongs here whenever a name, a unit, a range or a default
 * changes its meaning for documents that are out there; a new field needs none. What was released is never changed again.
 */
export const MIGRATIONS: readonly Migration[] = [];

/** The version that snapshots are written in. */
export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.length + 1;
}

/**
 * The document in the newest version. What it was is left as it is.
 *
 * @throws MixerError `snapshot-version` where it is newer still; `snapshot-invalid` where it says no version, or is not
 * what its version says
 */
export function upgraded(document: Fields, migrations: readonly Migration[]): Fields {
  const version = versionOf(document);
  const newest = newestVersion(migrations);
  if (version > newest) {
    throw new MixerError(
      'snapshot-version',
      `The snapshot is of version ${version}, and this library reads up to version ${newest}. Take the library that wrote it, or a later one. Nothing was changed.`,
    );
  }
  if (version === newest) return document;
  try {
    const old: Record<string, unknown> = structuredClone(document);
    return migrations.slice(version - 1).reduce((each, migrate) => migrate(each), old);
  } catch (error) {
    throw new MixerError(
      'snapshot-invalid',
      `The snapshot says that it is of version ${version}, and could not be made one of version ${newest}. Nothing was changed.`,
      error,
    );
  }
}

function versionOf({ version }: Fields): number {
  if (typeof version === 'number' && Number.isInteger(version) && version >= 1) return version;
  throw invalid('version', 'a whole number from 1 on', version);
}
