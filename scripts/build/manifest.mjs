import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inRepository } from '../paths.mjs';

const licences = ['LICENSE-MIT', 'LICENSE-APACHE'];
const program = 'bin/megamixer.mjs';

/** Makes dist the package that npm users install: the library's manifest with the doors of what was built. */
export const manifest = {
  name: 'manifest',
  inputs: ['scripts/build/manifest.mjs', 'host-js/package.json', `host-js/${program}`, ...licences],
  outputs: ['dist/package.json', `dist/${program}`, ...licences.map((licence) => `dist/${licence}`)],
  make() {
    const { name, version, description, license, type } = JSON.parse(
      readFileSync(inRepository('host-js/package.json'), 'utf8'),
    );
    const published = {
      ...{ name, version, description, license, type },
      sideEffects: false,
      types: './megamixer.d.ts',
      exports: {
        '.': { types: './megamixer.d.ts', default: './megamixer.js' },
        './megamixer-worklet.js': './megamixer-worklet.js',
        './megamixer.wasm': './megamixer.wasm',
        './assets/*': './assets/*',
      },
      bin: { megamixer: `./${program}` },
      files: ['*.js', '*.js.map', '*.d.ts', '*.wasm', 'assets', 'bin', 'types', 'LICENSE-*'],
    };
    writeFileSync(inRepository('dist/package.json'), `${JSON.stringify(published, null, 2)}\n`);
    mkdirSync(inRepository('dist/bin'), { recursive: true });
    copyFileSync(inRepository('host-js', program), inRepository('dist', program));
    chmodSync(inRepository('dist', program), 0o755);
    for (const licence of licences) copyFileSync(inRepository(licence), inRepository('dist', licence));
  },
};
