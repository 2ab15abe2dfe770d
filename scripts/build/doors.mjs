import { readFileSync } from 'node:fs';
import { inRepository } from '../paths.mjs';

const { exports, peerDependencies = {} } = JSON.parse(readFileSync(inRepository('host-js/package.json'), 'utf8'));

/**
 * What a user may import: `.` is the library, `./testing` and its like are what only some need. host-js/package.json
 * says where each begins.
 */
export const doors = Object.entries(exports).map(([subpath, source]) => ({
  subpath,
  /** What its files in dist are called. */
  name: subpath === '.' ? 'megamixer' : subpath.slice('./'.length),
  /** The source that it begins with. */
  entry: `host-js/${source.slice('./'.length)}`,
}));

/** What is no part of the package, and is there for whoever opens a door that needs it. */
export const peers = Object.keys(peerDependencies);
