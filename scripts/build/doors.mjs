import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from '../paths.mjs';

/** The manifest of the library's sources. */
export const library = JSON.parse(readFileSync(inRepository('host-js/package.json'), 'utf8'));

/** A path that it has, from the top of the repository. */
export const inHostJs = (/** @type {string} */ path) => join('host-js', path);

/**
 * What users import, as the manifest lists it: `name` is how it is called there, `source` where it begins, and `file` what
 * it is published as, without its ending. The first is the library itself.
 *
 * @type {{ name: string, source: string, file: string }[]}
 */
export const doors = Object.entries(library.exports).map(([name, source]) => ({
  name,
  source: inHostJs(source),
  file: name === '.' ? library.name : name.slice('./'.length),
}));

/** The packages that users have beside it, if they want to. */
export const peers = Object.keys(library.peerDependencies ?? {});
