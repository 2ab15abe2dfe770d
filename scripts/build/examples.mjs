import { existsSync, readdirSync } from 'node:fs';
import { inRepository } from '../paths.mjs';
import { run } from '../program.mjs';
import { filesOf } from './step.mjs';

/** The examples that need building say so with a build.mjs, which writes their dist. */
export const examples = readdirSync(inRepository('examples'))
  .map((name) => `examples/${name}`)
  .filter((folder) => existsSync(inRepository(folder, 'build.mjs')))
  .map((folder) => ({
    name: folder,
    // The library too, for those that bundle it.
    inputs: [
      'package-lock.json',
      'dist/megamixer.js',
      'dist/react.js',
      ...filesOf(`${folder}/build.mjs`, `${folder}/src`),
    ],
    outputs: [`${folder}/dist/main.js`],
    make: () => run(['node', `${folder}/build.mjs`]),
  }));
