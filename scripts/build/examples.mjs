import { existsSync, readdirSync } from 'node:fs';
import { build } from 'esbuild';
import { inRepository } from '../paths.mjs';
import { filesOf } from './step.mjs';

/** The examples that need a bundler have src/main.ts. They load the library that users load, from dist. */
export const examples = readdirSync(inRepository('examples'))
  .filter((name) => existsSync(inRepository('examples', name, 'src', 'main.ts')))
  .map((name) => ({
    name: `examples/${name}`,
    inputs: ['scripts/build/examples.mjs', 'package-lock.json', ...filesOf(`examples/${name}/src`)],
    outputs: [`examples/${name}/build/main.js`],
    make: () =>
      build({
        entryPoints: [inRepository('examples', name, 'src', 'main.ts')],
        outdir: inRepository('examples', name, 'build'),
        bundle: true,
        format: 'esm',
        target: 'es2022',
        sourcemap: true,
        plugins: [libraryFromDist],
      }),
  }));

const libraryFromDist = {
  name: 'library from dist',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^megamixer$/ }, () => ({ path: '/dist/megamixer.js', external: true })),
};
