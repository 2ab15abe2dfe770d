import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRepository } from '../paths.mjs';
import { doors, inHostJs, library } from './doors.mjs';

const programs = Object.values(library.bin ?? {});

/** The doors that do something by being imported: the library's manifest says it of their sources, the package's of what was made of them. */
const sideEffects = () => {
  const sources = library.sideEffects || [];
  const found = doors.filter(({ source }) => sources.some((/** @type {string} */ file) => inHostJs(file) === source));
  if (found.length !== sources.length) throw new Error('only a door may have side effects');
  return found.length > 0 && found.map(({ file }) => `./${file}.js`);
};

/** Makes dist the package that npm users install: the library's manifest with the doors of what was built. */
export const manifest = {
  name: 'manifest',
  inputs: ['manifest', 'doors']
    .map((name) => `scripts/build/${name}.mjs`)
    .concat('host-js/package.json', programs.map(inHostJs)),
  outputs: ['dist/package.json', ...programs.map((file) => `dist/${file}`)],
  make() {
    const { name, version, description, license, type, bin, peerDependencies, peerDependenciesMeta } = library;
    const [main] = doors;
    const published = {
      ...{ name, version, description, license, type },
      sideEffects: sideEffects(),
      // For tools that look for no `exports`.
      ...{ main: `./${main.file}.js`, types: `./${main.file}.d.ts` },
      exports: {
        ...Object.fromEntries(
          doors.map(({ name, file }) => [name, { types: `./${file}.d.ts`, default: `./${file}.js` }]),
        ),
        './assets/*': './assets/*',
        './package.json': './package.json',
      },
      bin,
      files: [
        ...doors.flatMap(({ file }) => [`${file}.js`, `${file}.js.map`, `${file}.d.ts`]),
        ...['types', 'assets', 'docs', 'CHANGELOG.md', 'LICENSE-*'],
        ...programs,
      ],
      ...{ peerDependencies, peerDependenciesMeta },
    };
    writeFileSync(inRepository('dist/package.json'), `${JSON.stringify(published, null, 2)}\n`);
    for (const file of programs) {
      mkdirSync(dirname(inRepository('dist', file)), { recursive: true });
      copyFileSync(inRepository(inHostJs(file)), inRepository('dist', file));
    }
  },
};
