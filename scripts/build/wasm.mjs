import { delimiter } from 'node:path';
import { inRepository, wasmBindgenFolder, wasmPack } from '../paths.mjs';
import { run } from '../program.mjs';
import { packageFolder } from './artefacts.mjs';
import { filesOf } from './step.mjs';

const sharedMemory = (maximumBytes) => [
  ...['--shared-memory', '--import-memory', `--max-memory=${maximumBytes}`],
  // wasm-bindgen prepares the instance's stack and thread-locals through these.
  ...['__wasm_init_tls', '__tls_size', '__tls_align', '__tls_base'].map((name) => `--export=${name}`),
];

/**
 * For the linker, by way of crates/wasm/build.rs: as flags of the compiler they would be those of every crate, and builds for one
 * target could not share what they are made of.
 *
 * @param {{ shared: boolean, maximumBytes?: number, stackBytes: number }} build
 */
const linkArguments = ({ shared, maximumBytes, stackBytes }) => [
  ...(shared ? sharedMemory(maximumBytes) : []),
  `-zstack-size=${stackBytes}`,
];

/** @param {{ target: string }} build */
const rustFlags = ({ target }) => [
  target,
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
  ['.js', '.d.ts', '_bg.wasm'].map((ending) => `${packageFolder(build)}/${build.outName}${ending}`);

/** Rust to WebAssembly, with debug information and wasm-bindgen's glue. */
export const wasm = (build) => ({
  name: `wasm ${build.name}`,
  inputs: [
    ...filesOf('Cargo.toml', 'Cargo.lock', 'package-lock.json', 'rust-toolchain.toml'),
    ...filesOf('scripts/build/artefacts.mjs', 'scripts/build/wasm.mjs', 'scripts/versions.env'),
    ...filesOf('crates/wasm/build.rs'),
    ...build.crates.flatMap((crate) => filesOf(`crates/${crate}/Cargo.toml`, `crates/${crate}/src`)),
  ],
  outputs: outputsOf(build),
  make: () =>
    run(
      [
        ...[wasmPack, 'build', `crates/${build.crate}`, '--release', '--no-opt', '--mode', 'no-install'],
        ...['--target', 'web', '--no-pack', '--out-name', build.outName],
        ...['--out-dir', inRepository(packageFolder(build))],
        // Of each target in a folder of its own, since one would have the other built anew.
        ...['--', '--locked', '--target-dir', `target/${build.shared ? 'shared' : 'js'}-cargo`, ...cargoFlags],
      ],
      {
        env: {
          PATH: [wasmBindgenFolder, process.env.PATH].join(delimiter),
          CARGO_ENCODED_RUSTFLAGS: rustFlags(build).join('\x1f'),
          MEGAMIXER_LINK_ARGUMENTS: linkArguments(build).join(' '),
        },
      },
    ),
});
