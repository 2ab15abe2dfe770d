/**
 * `cargo test` of the crates that have tests. The two that are doors of WebAssembly modules have none, and would have all that they are made of
 * compiled once more, for this machine.
 */
export const cargoTests = [
  ...['cargo', 'test', '--workspace', '--locked'],
  ...['megamixer-wasm', 'megamixer-bounce-wasm'].flatMap((door) => ['--exclude', door]),
];
