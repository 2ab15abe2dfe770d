/** What a browser's WebAssembly can do. */
export interface WasmFeatures {
  readonly simd: boolean;
  readonly relaxedSimd: boolean;
  readonly threads: boolean;
}

/** The least module that has something of each. In the text format they are in the test, which assembles them. */
export const PROBES: Readonly<Record<keyof WasmFeatures, readonly number[]>> = {
  // A function with `i8x16.popcnt`, which was among the last to be agreed upon.
  simd: [1, 6, 1, 96, 1, 123, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 32, 0, 253, 98, 11],
  // A function with `i8x16.relaxed_swizzle`.
  relaxedSimd: [1, 6, 1, 96, 1, 123, 1, 123, 3, 2, 1, 0, 10, 11, 1, 9, 0, 32, 0, 32, 0, 253, 128, 2, 11],
  // A shared memory and a function with `i32.atomic.load`.
  threads: [1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 5, 4, 1, 3, 1, 1, 10, 10, 1, 8, 0, 65, 0, 254, 16, 2, 0, 11],
};

/** Every module begins so. */
export const PREAMBLE = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0] as const;

/** Asks the browser. That is allowed where a policy forbids to compile. */
export function wasmFeatures(): WasmFeatures {
  const valid = (probe: keyof WasmFeatures) =>
    typeof WebAssembly === 'object' && WebAssembly.validate(new Uint8Array([...PREAMBLE, ...PROBES[probe]]));
  return { simd: valid('simd'), relaxedSimd: valid('relaxedSimd'), threads: valid('threads') };
}
