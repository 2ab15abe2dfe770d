import { mkdirSync } from 'node:fs';
import { delimiter } from 'node:path';
import { inRepository, wasmBindgenFolder, wasmPack } from '../paths.mjs';
import { run } from '../program.mjs';
import { filesOf } from './step.mjs';

const packageFolder = 'target/wasm-pkg';

/** Bytes of the instance's stack, at the bottom of its memory. */
export const stackBytes = 256 * 1024;

/** What the module accepts at most. The memory that the page passes has a smaller maximum of its own. */
const maximumBytes = 1024 ** 3;

const rustFlags = [
  '-Ctarget-feature=+atomics,+bulk-memory,+mutable-globals,+simd128',
  '-Clink-arg=--shared-memory',
  '-Clink-arg=--import-memory',
  `-Clink-arg=--max-memory=${maximumBytes}`,
  `-Clink-arg=-zstack-size=${stackBytes}`,
  // Less is written out twice than by default (275 and 300), which costs no time here: see docs/decisions/size.md.
  ...['-Cllvm-args=--inline-threshold=100', '-Cllvm-args=--unroll-threshold=150'],
  // wasm-bindgen prepares the instance's stack and thread-locals through these.
  ...['__wasm_init_tls', '__tls_size', '__tls_align', '__tls_base'].map((name) => `-Clink-arg=--export=${name}`),
];

const cargoFlags = [
  ['-Z', 'build-std=std,panic_abort'],
  // A panic is a trap, which the worklet contains. Nobody could read its message, so none is built in.
  ['-Z', 'panic-immediate-abort', '--config', 'profile.release.panic="immediate-abort"'],
  // No path of the machine in the artefact.
  ['-Z', 'trim-paths', '--config', 'profile.release.trim-paths="all"'],
].flat();

const optimiserFlags = [
  '-O3',
  // What the compiler keeps apart stays so, also where it has one caller: it runs rarely, or makes one function of more than
  // V8 allocates registers for well.
  '--one-caller-inline-max-function-size=0',
  '--strip-debug',
  '--strip-producers',
  '--strip-target-features',
  '--enable-threads',
  '--enable-simd',
  '--enable-bulk-memory',
  '--enable-mutable-globals',
  '--enable-sign-ext',
  '--enable-nontrapping-float-to-int',
  '--enable-reference-types',
  '--enable-multivalue',
];

/** Rust to WebAssembly with shared memory: dist/megamixer.wasm, and wasm-bindgen's glue for the next step. */
export const wasm = {
  name: 'wasm',
  inputs: [
    ...filesOf('Cargo.toml', 'Cargo.lock', 'package-lock.json', 'rust-toolchain.toml'),
    ...filesOf('scripts/build/wasm.mjs', 'scripts/versions.env'),
    ...filesOf('crates').filter((file) => /^crates\/\w+\/(Cargo\.toml|src\/)/.test(file)),
  ],
  outputs: [`${packageFolder}/megamixer.js`, `${packageFolder}/megamixer.d.ts`, 'dist/megamixer.wasm'],
  async make() {
    await run(
      [
        ...[wasmPack, 'build', 'crates/wasm', '--release', '--no-opt', '--mode', 'no-install'],
        ...['--target', 'web', '--no-pack', '--out-name', 'megamixer', '--out-dir', inRepository(packageFolder)],
        ...['--', '--locked', ...cargoFlags],
      ],
      {
        env: {
          PATH: [wasmBindgenFolder, process.env.PATH].join(delimiter),
          CARGO_ENCODED_RUSTFLAGS: rustFlags.join('\x1f'),
        },
      },
    );
    mkdirSync(inRepository('dist'), { recursive: true });
    await run([
      inRepository('node_modules/.bin/wasm-opt'),
      ...optimiserFlags,
      ...[`${packageFolder}/megamixer_bg.wasm`, '-o', 'dist/megamixer.wasm'],
    ]);
  },
};
