/* tslint:disable */
/* eslint-disable */

/**
 * The address of the block.
 */
export function block(): number;

/**
 * Makes the mixer. Everything that it will ever allocate is allocated here. With 2 `outputs` the second is the monitor's.
 *
 * Returns 0, or why not: 1 strips, 2 buses, 3 sample rate, 4 capacity or outputs out of range, 5 made already, 6 effect slots,
 * 7 longest delay out of range, 8 too much memory.
 */
export function create(strips: number, buses: number, sample_rate: number, capacity_frames: number, effects: number, max_delay_s: number, outputs: number): number;

/**
 * The address of the inputs: planar f32, `[strip][2][capacity_frames]`.
 */
export function inputs(): number;

/**
 * The hash of the layout that this engine was built with.
 */
export function layout_hash(): number;

/**
 * The address of the outputs: planar f32, `[outputs][2][capacity_frames]`.
 */
export function output(): number;

/**
 * The address of one u32 a strip: not 0 where something is connected in this quantum.
 */
export function presence(): number;

/**
 * Mixes frames `offset` to `offset + frames` of the inputs to the same frames of the outputs.
 */
export function render(offset: number, frames: number): void;

/**
 * Adopts the values that now stand in the block, at once and without a glide.
 */
export function start(): void;

/**
 * Traps. For tests of what a trap does to the sound; nothing else calls it.
 */
export function trap(): void;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly block: () => number;
    readonly create: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => number;
    readonly inputs: () => number;
    readonly layout_hash: () => number;
    readonly output: () => number;
    readonly presence: () => number;
    readonly render: (a: number, b: number) => void;
    readonly start: () => void;
    readonly trap: () => void;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_thread_destroy: (a?: number, b?: number, c?: number) => void;
    readonly __wbindgen_start: (a: number) => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput, memory?: WebAssembly.Memory, thread_stack_size?: number }} module - Passing `SyncInitInput` directly is deprecated.
 * @param {WebAssembly.Memory} memory - Deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput, memory?: WebAssembly.Memory, thread_stack_size?: number } | SyncInitInput, memory?: WebAssembly.Memory): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput>, memory?: WebAssembly.Memory, thread_stack_size?: number }} module_or_path - Passing `InitInput` directly is deprecated.
 * @param {WebAssembly.Memory} memory - Deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput>, memory?: WebAssembly.Memory, thread_stack_size?: number } | InitInput | Promise<InitInput>, memory?: WebAssembly.Memory): Promise<InitOutput>;
