import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { inRepository } from '../paths.mjs';
import { doors } from './doors.mjs';

const licences = ['LICENSE-MIT', 'LICENSE-APACHE'];

/** Makes dist the package that npm users install: the library's manifest with the doors of what was built. */
export const manifest = {
  name: 'manifest',
  inputs: ['scripts/build/manifest.mjs', 'scripts/build/doors.mjs', 'host-js/package.json', ...licences],
  outputs: ['dist/package.json', ...licences.map((licence) => `dist/${licence}`)],
  make() {
    const { name, version, description, license, type, peerDependencies, peerDependenciesMeta } = JSON.parse(
      readFileSync(inRepository('host-js/package.json'), 'utf8'),
    );
    const published = {
      ...{ name, version, description, license, type, peerDependencies, peerDependenciesMeta },
      sideEffects: false,
      types: './megamixer.d.ts',
      exports: {
        ...Object.fromEntries(
          doors.map((door) => [door.subpath, { types: `./${door.name}.d.ts`, default: `./${door.name}.js` }]),
        ),
        './megamixer-worklet.js': './megamixer-worklet.js',
        './megamixer.wasm': './megamixer.wasm',
        './assets/*': './assets/*',
      },
      files: ['*.js', '*.js.map', '*.d.ts', '*.wasm', 'assets', 'types', 'LICENSE-*'],
    };
    writeFileSync(inRepository('dist/package.json'), `${JSON.stringify(published, null, 2)}\n`);
    for (const licence of licences) copyFileSync(inRepository(licence), inRepository('dist', licence));
  },
};
