import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inRepository, top } from '../paths.mjs';

/** Every file of these files and folders, sorted, as paths from the top. */
export function filesOf(...places) {
  return places
    .map((place) => inRepository(place))
    .flatMap((place) =>
      statSync(place).isDirectory()
        ? readdirSync(place, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => join(entry.parentPath, entry.name))
        : [place],
    )
    .map((file) => relative(top, file))
    .sort();
}

/** A hash of the files' names and contents: the same in every checkout. */
export function contentHash(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(inRepository(file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * One step of the build: `make` runs when an input's content is not that of the last run, or an output is missing.
 * Contents and not times, so that a checkout or a touched file rebuilds nothing.
 */
export async function step({ name, inputs, outputs, make }) {
  const stamp = inRepository('target', 'stamps', name.replaceAll('/', '-').replaceAll(' ', '-'));
  const wanted = contentHash(inputs);
  const done = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (done && outputs.every((output) => existsSync(inRepository(output)))) return;

  console.log(`==> building ${name}`);
  const start = performance.now();
  await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  console.log(`    ${name} took ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
