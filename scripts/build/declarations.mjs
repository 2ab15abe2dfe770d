import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { inRepository } from '../paths.mjs';
import { run } from '../program.mjs';
import { doors, peers } from './doors.mjs';
import { filesOf } from './step.mjs';

const folder = 'dist/types';

/** Where tsc puts the declarations of a source. */
const declarationsOf = (source) => `${folder}/${source.slice('host-js/src/'.length).replace(/\.ts$/, '.d.ts')}`;

/** Adds to `found` the declarations that `file` leads to. They may name nothing that users do not have. */
function follow(file, found) {
  if (found.has(file)) return;
  found.add(file);
  for (const [, from, imported] of readFileSync(inRepository(file), 'utf8').matchAll(
    /\bfrom '(.*)'|import\('(.*)'\)/g,
  )) {
    const specifier = from ?? imported;
    if (specifier.startsWith('.')) follow(join(file, '..', specifier.replace(/\.[jt]s$/, '.d.ts')), found);
    else if (!peers.includes(specifier)) throw new Error(`${file} names ${specifier}, which users do not have`);
  }
}

/** What a TypeScript user reads: dist/megamixer.d.ts, one beside it for every other door, and the declarations that they lead to. */
export const declarations = {
  name: 'declarations',
  get inputs() {
    return [
      ...['scripts/build/declarations.mjs', 'scripts/build/doors.mjs', 'package-lock.json'],
      ...['tsconfig.base.json', 'host-js/tsconfig.json', 'host-js/package.json'],
      ...filesOf('host-js/src', 'worklet/src').filter((file) => file.endsWith('.ts')),
    ];
  },
  outputs: doors.map(({ name }) => `dist/${name}.d.ts`),
  async make() {
    rmSync(inRepository(folder), { recursive: true, force: true });
    // `make check` checks the types; here they are only written.
    await run([
      inRepository('node_modules/.bin/tsc'),
      ...['--project', 'host-js', '--noCheck', '--noEmit', 'false', '--declaration', '--emitDeclarationOnly'],
      ...['--rootDir', 'host-js/src', '--outDir', folder],
    ]);
    const kept = new Set();
    for (const { name, entry } of doors) {
      const begin = declarationsOf(entry);
      follow(begin, kept);
      const door = `dist/${name}.d.ts`;
      const path = relative(dirname(door), begin).replace(/\.d\.ts$/, '.js');
      mkdirSync(inRepository(dirname(door)), { recursive: true });
      writeFileSync(inRepository(door), `export * from '${path.startsWith('.') ? path : `./${path}`}';\n`);
    }
    for (const file of filesOf(folder).filter((file) => !kept.has(file))) rmSync(inRepository(file));
  },
};
