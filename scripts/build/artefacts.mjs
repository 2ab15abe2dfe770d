/** Where the Rust is, whose sources go into it, and how wasm-bindgen names what it makes of it. */
const engineCrate = { crate: 'wasm', crates: ['schema', 'vectors', 'dsp', 'engine', 'wasm'], outName: 'megamixer' };

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
    ...engineCrate,
    target: '-Ctarget-feature=+atomics,+bulk-memory,+mutable-globals,+simd128',
    shared: true,
    /** What the module accepts at most. The memory that the page passes has a smaller maximum of its own. */
    maximumBytes: 1024 ** 3,
    /** At the bottom of the instance's memory. */
    stackBytes: 320 * 1024,
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

/**
 * What is translated to JavaScript for pages that forbid WebAssembly: of what every engine had at first, since there is
 * no JavaScript for the rest. It has no artefacts of its own: the worklet's file for it has it in it.
 */
export const jsBuild = {
  name: 'js',
  ...engineCrate,
  target: '-Ctarget-cpu=mvp',
  shared: false,
  // Without vectors, and optimised otherwise, an engine stands on the stack twice while it is made.
  stackBytes: 1024 * 1024,
};

/**
 * The bounce. As it is compiled, so is the engine: what it mixes is the same to the bit. Its memory is shared by the threads of one worker,
 * and what plays in it is not in there, so it takes little: see docs/decisions/bounce-in-the-page.md.
 */
export const bounceBuild = {
  name: 'bounce',
  crate: 'bounce-wasm',
  crates: ['schema', 'vectors', 'dsp', 'engine', 'bounce', 'bounce-wasm'],
  outName: 'megamixer-bounce',
  target: builds[0].target,
  shared: true,
  maximumBytes: 512 * 1024 ** 2,
  // Here an engine is made by whoever runs, and documents are read.
  stackBytes: 1024 * 1024,
  optimiserFlags: builds[0].optimiserFlags,
  release: 'megamixer-bounce.wasm',
  worker: 'megamixer-bounce-worker.js',
};

/** Where the files of the builds, and the worklets, go. */
export const assets = 'dist/assets';

/** Where the DWARF of a profiling artefact is. */
export const debugFile = (profiling) => profiling.replace(/\.wasm$/, '.debug.wasm');

/** Where its source map is, for a DevTools that cannot read DWARF. */
export const sourceMapFile = (profiling) => `${profiling}.map`;

/** What wasm-bindgen makes of a build, and what is known of its code, goes here. */
export const packageFolder = (build) => `target/${build.name}-pkg`;
