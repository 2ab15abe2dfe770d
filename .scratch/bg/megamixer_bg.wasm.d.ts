/* tslint:disable */
/* eslint-disable */
export const block: () => number;
export const create: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => number;
export const inputs: () => number;
export const layout_hash: () => number;
export const output: () => number;
export const presence: () => number;
export const render: (a: number, b: number) => void;
export const start: () => void;
export const trap: () => void;
export const __wbindgen_externrefs: WebAssembly.Table;
export const __wbindgen_thread_destroy: (a?: number, b?: number, c?: number) => void;
export const __wbindgen_start: (a: number) => void;
