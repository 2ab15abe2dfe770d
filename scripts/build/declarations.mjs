import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from '../paths.mjs';
import { run } from '../program.mjs';
import { doors, peers } from './doors.mjs';
import { filesOf } from './step.mjs';

const folder = 'dist/types';

/** The declarations that a door leads to: the public ones. They may name nothing that is not published. */
function publicDeclarations(file, found) {
  if (found.has(file)) return;
  found.add(file);
  for (const [, from, imported] of readFileSync(inRepository(file), 'utf8').matchAll(
    /\bfrom '(.*)'|import\('(.*)'\)/g,
  )) {
    const specifier = from ?? imported;
    if (peers.includes(specifier)) continue;
    if (!specifier.startsWith('.')) throw new Error(`${file} names ${specifier}, which users do not have`);
    publicDeclarations(join(file, '..', specifier.replace(/\.[jt]s$/, '.d.ts')), found);
  }
}

/** What a TypeScript user reads: a file for each door, as dist/megamixer.d.ts, and the declarations that it leads to. */
export const declarations = {
  name: 'declarations',
  get inputs() {
    return [
      ...['scripts/build/declarations.mjs', 'scripts/build/doors.mjs', 'package-lock.json', 'tsconfig.base.json'],
      ...['host-js/package.json', 'host-js/tsconfig.json'],
      ...filesOf('host-js/src', 'worklet/src').filter((file) => file.endsWith('.ts')),
    ];
  },
  outputs: doors.map(({ file }) => `dist/${file}.d.ts`),
  async make() {
    rmSync(inRepository(folder), { recursive: true, force: true });
    // `make check` checks the types; here they are only written.
    await run([
      inRepository('node_modules/.bin/tsc'),
      ...['--project', 'host-js', '--noCheck', '--noEmit', 'false', '--declaration', '--emitDeclarationOnly'],
      ...['--rootDir', 'host-js/src', '--outDir', folder],
    ]);
    const kept = new Set();
    for (const { source, file } of doors) {
      const declared = source.replace(/^host-js\/src\//, '').replace(/\.ts$/, '');
      publicDeclarations(`${folder}/${declared}.d.ts`, kept);
      writeFileSync(inRepository(`dist/${file}.d.ts`), `export * from './types/${declared}.js';\n`);
    }
    for (const file of filesOf(folder).filter((file) => !kept.has(file))) rmSync(inRepository(file));
  },
};
