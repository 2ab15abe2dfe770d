import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { inRepository } from '../paths.mjs';
import { run } from '../run.mjs';
import { filesOf } from './step.mjs';

const folder = 'dist/types';

/** Where the private package's doors lead, so that published declarations name files and no package of ours. */
const doors = Object.entries(JSON.parse(readFileSync(inRepository('worklet/package.json'), 'utf8')).exports).map(
  ([door, source]) => [
    `megamixer-worklet/${door.slice(2)}`,
    `${folder}/worklet/${source.slice(2).replace(/\.ts$/, '.js')}`,
  ],
);

function openDoors(file) {
  let text = readFileSync(inRepository(file), 'utf8');
  for (const [specifier, target] of doors) {
    const path = relative(dirname(file), target);
    text = text.replaceAll(`'${specifier}'`, `'${path.startsWith('.') ? path : `./${path}`}'`);
  }
  writeFileSync(inRepository(file), text);
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
    await run(inRepository('node_modules/.bin/tsc'), [
      ...['--project', 'host-js', '--noCheck', '--noEmit', 'false', '--declaration', '--emitDeclarationOnly'],
      ...['--rootDir', '.', '--outDir', folder],
    ]);
    mkdirSync(inRepository('dist'), { recursive: true });
    for (const file of filesOf(folder)) openDoors(file);
    writeFileSync(inRepository('dist/megamixer.d.ts'), "export * from './types/host-js/src/index.js';\n");
  },
};
