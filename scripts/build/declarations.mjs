import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from '../paths.mjs';
import { run } from '../program.mjs';
import { filesOf } from './step.mjs';

const folder = 'dist/types';

/** The declarations that index.d.ts leads to: the public ones. They may name nothing that is not published. */
function publicDeclarations(file = `${folder}/index.d.ts`, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, from, imported] of readFileSync(inRepository(file), 'utf8').matchAll(
    /\bfrom '(.*)'|import\('(.*)'\)/g,
  )) {
    const specifier = from ?? imported;
    if (!specifier.startsWith('.')) throw new Error(`${file} names ${specifier}, which users do not have`);
    publicDeclarations(join(file, '..', specifier.replace(/\.[jt]s$/, '.d.ts')), found);
  }
  return found;
}

/** What a TypeScript user reads: dist/megamixer.d.ts and the declarations that it leads to. */
export const declarations = {
  name: 'declarations',
  get inputs() {
    return [
      ...['scripts/build/declarations.mjs', 'package-lock.json', 'tsconfig.base.json', 'host-js/tsconfig.json'],
      ...filesOf('host-js/src', 'worklet/src').filter((file) => file.endsWith('.ts')),
    ];
  },
  outputs: ['dist/megamixer.d.ts'],
  async make() {
    rmSync(inRepository(folder), { recursive: true, force: true });
    // `make check` checks the types; here they are only written.
    await run([
      inRepository('node_modules/.bin/tsc'),
      ...['--project', 'host-js', '--noCheck', '--noEmit', 'false', '--declaration', '--emitDeclarationOnly'],
      ...['--rootDir', 'host-js/src', '--outDir', folder],
    ]);
    const kept = publicDeclarations();
    for (const file of filesOf(folder).filter((file) => !kept.has(file))) rmSync(inRepository(file));
    writeFileSync(inRepository('dist/megamixer.d.ts'), "export * from './types/index.js';\n");
  },
};
