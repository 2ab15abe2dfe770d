import { delimiter } from 'node:path';
import { inRepository, wasmBindgenFolder, wasmPack } from '../paths.mjs';
import { run } from '../program.mjs';
import { builds, jsBuild, packageFolder } from './artefacts.mjs';
import { filesOf } from './step.mjs';

/** What the module accepts at most. The memory that the page passes has a smaller maximum of its own. */
const maximumBytes = 1024 ** 3;

const sharedMemory = [
  '-Clink-arg=--shared-memory',
  '-Clink-arg=--import-memory',
  `-Clink-arg=--max-memory=${maximumBytes}`,
  // wasm-bindgen prepares the instance's stack and thread-locals through these.
  ...['__wasm_init_tls', '__tls_size', '__tls_align', '__tls_base'].map((name) => `-Clink-arg=--export=${name}`),
];

const rustFlags = ({ target, shared, stackBytes }) => [
  target,
  ...(shared ? sharedMemory : []),
  `-Clink-arg=-zstack-size=${stackBytes}`,
  // Less is written out twice than by default (275 and 300), which costs no time here: see docs/decisions/size.md.
  ...['-Cllvm-args=--inline-threshold=100', '-Cllvm-args=--unroll-threshold=150'],
];

const cargoFlags = [
  ['-Z', 'build-std=std,panic_abort'],
  // A panic is a trap, which the worklet contains. Nobody could read its message, so none is built in.
  ['-Z', 'panic-immediate-abort', '--config', 'profile.release.panic="immediate-abort"'],
  // No path of the machine in the artefacts.
  ['-Z', 'trim-paths', '--config', 'profile.release.trim-paths="all"'],
  // Lines and inlined functions, for the profiling artefact. Full debug information, with variables, would have LLVM
  // make other code.
  ['--config', 'profile.release.debug="limited"'],
].flat();

/** The functions of the glue, and what the artefacts are made of. */
export const outputsOf = (build) =>
  ['megamixer.js', 'megamixer.d.ts', 'megamixer_bg.wasm'].map((file) => `${packageFolder(build)}/${file}`);

/** Rust to WebAssembly, with debug information and wasm-bindgen's glue. */
export const wasm = [...builds, jsBuild].map((build) => ({
  name: `wasm ${build.name}`,
  inputs: [
    ...filesOf('Cargo.toml', 'Cargo.lock', 'package-lock.json', 'rust-toolchain.toml'),
    ...filesOf('scripts/build/artefacts.mjs', 'scripts/build/wasm.mjs', 'scripts/versions.env'),
    ...filesOf('crates').filter((file) => /^crates\/\w+\/(Cargo\.toml|src\/)/.test(file)),
  ],
  outputs: outputsOf(build),
  make: () =>
    run(
      [
        ...[wasmPack, 'build', 'crates/wasm', '--release', '--no-opt', '--mode', 'no-install'],
        ...['--target', 'web', '--no-pack', '--out-name', 'megamixer'],
        ...['--out-dir', inRepository(packageFolder(build))],
        // Each in a folder of its own, since one would have the other built anew.
        ...['--', '--locked', '--target-dir', `target/${build.name}-cargo`, ...cargoFlags],
      ],
      {
        env: {
          PATH: [wasmBindgenFolder, process.env.PATH].join(delimiter),
          CARGO_ENCODED_RUSTFLAGS: rustFlags(build).join('\x1f'),
        },
      },
    ),
}));
