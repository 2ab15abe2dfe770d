import { build } from 'esbuild';
import { inRepository } from '../paths.mjs';
import { filesOf } from './step.mjs';

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  sourcemap: true,
  legalComments: 'none',
  absWorkingDir: inRepository('.'),
};

const sources = (folder) => filesOf(folder).filter((file) => /\.[jt]s$/.test(file));

/** What `audioWorklet.addModule` loads: one file without imports. */
export const workletBundle = {
  name: 'worklet bundle',
  get inputs() {
    return ['scripts/build/bundles.mjs', 'package-lock.json', ...sources('worklet/src')];
  },
  outputs: ['dist/megamixer-worklet.js', 'dist/megamixer-worklet.js.map'],
  make: () => build({ ...common, entryPoints: ['worklet/src/processor.ts'], outfile: 'dist/megamixer-worklet.js' }),
};

/** What a page imports. */
export const libraryBundle = {
  name: 'library bundle',
  get inputs() {
    return ['scripts/build/bundles.mjs', 'package-lock.json', ...sources('host-js/src'), ...sources('worklet/src')];
  },
  outputs: ['dist/megamixer.js', 'dist/megamixer.js.map'],
  make: () => build({ ...common, entryPoints: ['host-js/src/index.ts'], outfile: 'dist/megamixer.js' }),
};

/** What a site copies whose server sends no headers of its own: a page's script and a service worker in one classic file. */
export const isolateBundle = {
  name: 'isolate bundle',
  get inputs() {
    return ['scripts/build/bundles.mjs', 'package-lock.json', ...sources('host-js/src/isolate')];
  },
  outputs: ['dist/assets/megamixer-isolate.js'],
  make: () =>
    build({
      ...common,
      format: 'iife',
      // The map would be missing wherever the file alone is copied to.
      sourcemap: false,
      banner: {
        js: '/*! Megamixer, MIT OR Apache-2.0: isolates a page by a service worker. See docs/isolation.md. */',
      },
      entryPoints: ['host-js/src/isolate/index.ts'],
      outfile: 'dist/assets/megamixer-isolate.js',
    }),
};
