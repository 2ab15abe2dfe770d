import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inRepository } from '../paths.mjs';
import { doors } from './doors.mjs';

const program = 'bin/megamixer.mjs';

/** Makes dist the package that npm users install: the library's manifest with the doors of what was built. */
export const manifest = {
  name: 'manifest',
  inputs: ['scripts/build/manifest.mjs', 'scripts/build/doors.mjs', 'host-js/package.json', `host-js/${program}`],
  outputs: ['dist/package.json', `dist/${program}`],
  make() {
    const { name, version, description, license, type, sideEffects, exports, peerDependencies, peerDependenciesMeta } =
      JSON.parse(readFileSync(inRepository('host-js/package.json'), 'utf8'));
    const published = {
      ...{ name, version, description, license, type, peerDependencies, peerDependenciesMeta },
      // It is imported for what it puts on the window. Of everything else bundlers drop what nobody uses.
      sideEffects: doors
        .filter(({ subpath }) => sideEffects.includes(exports[subpath]))
        .map(({ name }) => `./${name}.js`),
      // For tools that look for no `exports`.
      ...{ main: './megamixer.js', types: './megamixer.d.ts' },
      exports: {
        ...Object.fromEntries(
          doors.map((door) => [door.subpath, { types: `./${door.name}.d.ts`, default: `./${door.name}.js` }]),
        ),
        './assets/*': './assets/*',
        './package.json': './package.json',
      },
      bin: { megamixer: `./${program}` },
      files: [
        // By name, since an older build may have left others.
        ...doors.flatMap((door) => [`${door.name}.js`, `${door.name}.js.map`, `${door.name}.d.ts`]),
        ...['assets', 'bin', 'docs', 'types', 'CHANGELOG.md', 'LICENSE-*'],
      ],
    };
    writeFileSync(inRepository('dist/package.json'), `${JSON.stringify(published, null, 2)}\n`);
    mkdirSync(inRepository('dist/bin'), { recursive: true });
    copyFileSync(inRepository('host-js', program), inRepository('dist', program));
    chmodSync(inRepository('dist', program), 0o755);
  },
};
