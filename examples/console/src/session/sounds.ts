import { SessionError } from './document.ts';

/** A sound that somebody has chosen. */
export interface ChosenSound {
  /** Decoded again where another sample rate is asked for. */
  readonly file: File;
  /** At the sample rate of the console. */
  readonly buffer: AudioBuffer;
}

/** Sounds by what the session calls them. */
export type ChosenSounds = ReadonlyMap<string, ChosenSound>;

/** What to let people choose: not all that is a sound has a type everywhere. */
export const SOUND_FILES = 'audio/*,.wav,.flac,.mp3,.ogg,.oga,.opus,.m4a,.aac,.aif,.aiff';

export function isSound({ name, type }: File): boolean {
  return type.startsWith('audio/') || SOUND_FILES.split(',').some((end) => name.toLowerCase().endsWith(end));
}

/** Which file is which sound. */
export interface Matches {
  readonly found: ReadonlyMap<string, File>;
  /** What is wrong with the others, a sentence each. */
  readonly problems: readonly string[];
}

/** Finds the files that a session names, by their names without the folder, which a page is not told. */
export function matchSounds(wanted: readonly string[], files: readonly File[]): Matches {
  const byName = Map.groupBy(wanted, baseName);
  const found = new Map<string, File>();
  const problems: string[] = [];
  for (const file of files) {
    const names = byName.get(baseName(file.name));
    if (names === undefined) problems.push(`The session does not name ${file.name}.`);
    else if (names.length > 1) {
      problems.push(`${file.name} may be ${names.join(' or ')}: rename one, in the session too.`);
    } else found.set(names[0]!, file);
  }
  return { found, problems };
}

/** Some systems write "é" as two characters, and some do not tell upper from lower case. */
const baseName = (path: string): string =>
  path
    .replace(/^.*[\\/]/, '')
    .normalize('NFC')
    .toLowerCase();

/** @throws SessionError, in words for whoever chose it */
export async function decodeSound(file: File, sampleRate: number): Promise<AudioBuffer> {
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch (cause) {
    throw new SessionError(`${file.name} cannot be read any more: it was changed, moved or removed.`, { cause });
  }
  let sound: AudioBuffer;
  try {
    sound = await new OfflineAudioContext(1, 1, sampleRate).decodeAudioData(bytes);
  } catch (cause) {
    throw new SessionError(`This browser cannot decode ${file.name}.`, { cause });
  }
  const { numberOfChannels } = sound;
  if (numberOfChannels > 2) {
    throw new SessionError(`${file.name} has ${numberOfChannels} channels, and a strip takes one or two.`);
  }
  return sound;
}
