import type { MixerSnapshot } from '../api/snapshot.js';
import { MixerError } from '../errors.js';

/** A snapshot that has a name. */
export interface Scene {
  readonly name: string;
  readonly snapshot: MixerSnapshot;
}

/** What a file of scenes says that it is. */
const FORMAT = 'megamixer-scenes';
const VERSION = 1;

/** How much a file may have, in characters or bytes: no file that is read by mistake shall hold up the page. */
const MAX_MEGABYTES = 4;
const MAX_SIZE = MAX_MEGABYTES * 1e6;
const MAX_SCENES = 256;
const MAX_NAME = 200;

/** Scenes as the text of a file, which is also how they are stored. */
export function textOf(scenes: readonly Scene[]): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, scenes });
}

/** Whether so many fit into a file. */
export function fits(scenes: readonly Scene[], text: string): boolean {
  return scenes.length <= MAX_SCENES && text.length <= MAX_SIZE;
}

/** What a file has room for, as errors say it. */
export const ROOM = `${MAX_SCENES} scenes and ${MAX_MEGABYTES} MB`;

/** @throws MixerError `scenes-invalid` for what is too large to be looked at */
export function checkSize(size: number): void {
  if (size <= MAX_SIZE) return;
  throw invalid(`has at most ${MAX_MEGABYTES} MB, and this has ${(size / 1e6).toFixed(1)} MB`);
}

/**
 * The scenes of a file. Their snapshots are objects; what is in those is not looked at.
 *
 * @throws MixerError `scenes-invalid`, `scenes-version`
 */
export function scenesFrom(text: string): Scene[] {
  checkSize(text.length);
  const { format, version, scenes } = objectFrom(parsed(text), 'is an object');
  if (format !== FORMAT) throw invalid(`has a format of "${FORMAT}", and this has ${shown(format)}`);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw invalid(`has a version of 1 or more, and this has ${shown(version)}`);
  }
  if (version > VERSION) {
    throw new MixerError(
      'scenes-version',
      `These scenes are of version ${version}, and this release reads them up to version ${VERSION}. Nothing was changed.`,
    );
  }
  if (!Array.isArray(scenes)) throw invalid(`has a list of scenes, and this has ${shown(scenes)}`);
  if (scenes.length > MAX_SCENES) throw invalid(`has at most ${MAX_SCENES} scenes, and this has ${scenes.length}`);
  const found = scenes.map(sceneFrom);
  for (const [index, { name }] of found.entries()) {
    if (found.findIndex((other) => other.name === name) < index) {
      throw invalid(`has each name once, and this has ${shown(name)} twice`);
    }
  }
  return found;
}

/** A name without the spaces around it; null for what is none. */
export function nameFrom(name: unknown): string | null {
  const trimmed = typeof name === 'string' ? name.trim() : '';
  return trimmed === '' || trimmed.length > MAX_NAME ? null : trimmed;
}

/** @throws TypeError */
export function checkedName(name: unknown): string {
  const checked = nameFrom(name);
  if (checked !== null) return checked;
  throw new TypeError(
    `The name of a scene is a string of 1 to ${MAX_NAME} characters, not all spaces, and not ${shown(name)}.`,
  );
}

/** That name, or the first `Name (2)`, `Name (3)` that is not taken. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  for (let count = 1; ; count += 1) {
    const candidate = numbered(name, count);
    if (!isTaken(candidate)) return candidate;
  }
}

/** Whether a name is that one, or one that `freeName` gives for it. */
export function isNameFor(name: string, wanted: string): boolean {
  const count = Number(/ \((\d+)\)$/.exec(name)?.[1] ?? 1);
  return name === wanted || name === numbered(wanted, count);
}

function numbered(name: string, count: number): string {
  const ending = count === 1 ? '' : ` (${count})`;
  return name.slice(0, MAX_NAME - ending.length) + ending;
}

export function shown(found: unknown): string {
  if (typeof found === 'object' && found !== null) return Array.isArray(found) ? 'a list' : 'an object';
  if (typeof found !== 'string') return found === undefined ? 'none' : String(found);
  return JSON.stringify(found.length > 40 ? `${found.slice(0, 40)}…` : found);
}

export function invalid(what: string, cause?: unknown): MixerError {
  return new MixerError('scenes-invalid', `A file of scenes ${what}. Nothing was changed.`, cause);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw invalid(`is JSON, as scenes.export() writes it, and this is not: it begins with ${shown(text)}`, error);
  }
}

function sceneFrom(json: unknown, index: number): Scene {
  const { name, snapshot } = objectFrom(json, `has an object for each scene, at ${index} too`);
  const checked = nameFrom(name);
  if (checked === null) {
    throw invalid(`has a name of 1 to ${MAX_NAME} characters for each scene, and scene ${index} has ${shown(name)}`);
  }
  objectFrom(snapshot, `has a snapshot for each scene, for ${shown(checked)} too`);
  return { name: checked, snapshot: snapshot as MixerSnapshot };
}

function objectFrom(json: unknown, wanted: string): Record<string, unknown> {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Record<string, unknown>;
  throw invalid(`${wanted}, and this has ${shown(json)}`);
}
