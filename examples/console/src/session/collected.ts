import type { SessionDocument } from './document.ts';
import { fileName } from './download.ts';
import { nameOf } from './session.ts';
import { wavPieces } from './wav-pieces.ts';
import { type ZipEntry, zip } from './zip.ts';

/** A session and all that it plays, in one file, and what of it this page does not have. */
export interface Collected {
  readonly archive: Blob;
  readonly missing: readonly string[];
}

/**
 * A folder in an archive that the command line renders, and any console plays: the session, whose sources are files, and the sounds as
 * they are here, to the bit. `folder` is what both are called.
 */
export async function collect(
  document: SessionDocument,
  buffers: ReadonlyMap<string, AudioBuffer>,
  folder: string,
  file: string,
  onProgress: (done: number, of: number) => void,
): Promise<Collected> {
  const names = [...new Set(document.sources.map(nameOf))];
  const paths = pathsOf(names.filter((name) => buffers.has(name)));
  const sources = document.sources.map((source) => {
    const path = paths.get(nameOf(source));
    if (path === undefined) return source;
    const { buffer: _, file: __, ...how } = source;
    return { file: path, ...how };
  });
  const text = `${JSON.stringify({ ...document, sources }, null, 2)}\n`;
  const entries: ZipEntry[] = [
    { name: `${folder}/${file}`, pieces: [new TextEncoder().encode(text)] },
    ...[...paths].map(([name, path]) => ({ name: `${folder}/${path}`, pieces: wavPieces(buffers.get(name)!) })),
  ];
  const archive = await zip(entries, (done) => onProgress(done, entries.length));
  return { archive, missing: names.filter((name) => !buffers.has(name)) };
}

/** Where each sound goes. Sounds of one name from several folders have numbers. */
function pathsOf(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    names.map((name) => {
      const stem = fileName(name.replace(/^.*[\\/]/, '').replace(/\.\w+$/, ''));
      let path = `sounds/${stem}.wav`;
      for (let number = 2; taken.has(path.toLowerCase()); number++) path = `sounds/${stem} ${number}.wav`;
      taken.add(path.toLowerCase());
      return [name, path];
    }),
  );
}
