/**
 * What is built of the engine, and where each file goes in dist/. A build is one compilation of the Rust; it is
 * optimised once, and its files have the same code to the byte:
 *
 * - `release` has nothing but what runs;
 * - `profiling` has the functions' names, and names the file beside it that has the DWARF.
 *
 * All of them go to dist/assets, from where few pages load any: the library carries the release with it.
 */
export const builds = [
  {
    name: 'strict',
    targetFeatures: ['+atomics', '+bulk-memory', '+mutable-globals', '+simd128'],
    optimiserFlags: [
      '-O3',
      // What is kept apart stays apart: one function of everything is more than V8 allocates registers for well, and a
      // profile could not say what each stage takes.
      '--one-caller-inline-max-function-size=0',
      '--enable-threads',
      '--enable-simd',
      '--enable-bulk-memory',
      '--enable-mutable-globals',
      '--enable-sign-ext',
      '--enable-nontrapping-float-to-int',
      '--enable-reference-types',
      '--enable-multivalue',
    ],
    release: 'megamixer.wasm',
    profiling: 'megamixer-profiling.wasm',
  },
];

/** Where the files of the builds, and the worklets, go. */
export const assets = 'dist/assets';

/** Where the DWARF of a profiling artefact is. */
export const debugFile = (profiling) => profiling.replace(/\.wasm$/, '.debug.wasm');

/** Where its source map is, for a DevTools that cannot read DWARF. */
export const sourceMapFile = (profiling) => `${profiling}.map`;

/** What wasm-bindgen makes of a build, and what is known of its code, goes here. */
export const packageFolder = (build) => `target/${build.name}-pkg`;
