/* @ts-self-types="./megamixer.d.ts" */

/**
 * The address of the block.
 * @returns {number}
 */
export function block() {
    const ret = wasm.block();
    return ret >>> 0;
}

/**
 * Makes the mixer. Everything that it will ever allocate is allocated here. With 2 `outputs` the second is the monitor's.
 *
 * Returns 0, or why not: 1 strips, 2 buses, 3 sample rate, 4 capacity or outputs out of range, 5 made already, 6 effect slots,
 * 7 longest delay out of range, 8 too much memory.
 * @param {number} strips
 * @param {number} buses
 * @param {number} sample_rate
 * @param {number} capacity_frames
 * @param {number} effects
 * @param {number} max_delay_s
 * @param {number} outputs
 * @returns {number}
 */
export function create(strips, buses, sample_rate, capacity_frames, effects, max_delay_s, outputs) {
    const ret = wasm.create(strips, buses, sample_rate, capacity_frames, effects, max_delay_s, outputs);
    return ret >>> 0;
}

/**
 * The address of the inputs: planar f32, `[strip][2][capacity_frames]`.
 * @returns {number}
 */
export function inputs() {
    const ret = wasm.inputs();
    return ret >>> 0;
}

/**
 * The hash of the layout that this engine was built with.
 * @returns {number}
 */
export function layout_hash() {
    const ret = wasm.layout_hash();
    return ret >>> 0;
}

/**
 * The address of the outputs: planar f32, `[outputs][2][capacity_frames]`.
 * @returns {number}
 */
export function output() {
    const ret = wasm.output();
    return ret >>> 0;
}

/**
 * The address of one u32 a strip: not 0 where something is connected in this quantum.
 * @returns {number}
 */
export function presence() {
    const ret = wasm.presence();
    return ret >>> 0;
}

/**
 * Mixes frames `offset` to `offset + frames` of the inputs to the same frames of the outputs.
 * @param {number} offset
 * @param {number} frames
 */
export function render(offset, frames) {
    wasm.render(offset, frames);
}

/**
 * Adopts the values that now stand in the block, at once and without a glide.
 */
export function start() {
    wasm.start();
}

/**
 * Traps. For tests of what a trap does to the sound; nothing else calls it.
 */
export function trap() {
    wasm.trap();
}
function __wbg_get_imports(memory) {
    const import0 = {
        __proto__: null,
        __wbindgen_init_externref_table: function() {
            const table = wasm.__wbindgen_externrefs;
            table.set(0, undefined);
            table.set(1024, undefined);
            table.set(1025, null);
            table.set(1026, true);
            table.set(1027, false);
        },
        memory: memory || new WebAssembly.Memory({initial:6,maximum:16384,shared:true}),
    };
    return {
        __proto__: null,
        "./megamixer_bg.js": import0,
    };
}

let wasmModule, wasmInstance, wasm;
function __wbg_finalize_init(instance, module, thread_stack_size) {
    wasmInstance = instance;
    wasm = instance.exports;
    wasmModule = module;
    if (typeof thread_stack_size !== 'undefined' && (typeof thread_stack_size !== 'number' || thread_stack_size === 0 || thread_stack_size % 65536 !== 0)) {
        throw new Error('invalid stack size');
    }

    wasm.__wbindgen_start(thread_stack_size);
    return wasm;
}

async function __wbg_load(module, imports) {
    if (typeof Response === 'function' && module instanceof Response) {
        if (!module.ok) {
            throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);
        }

        if (typeof WebAssembly.instantiateStreaming === 'function') {
            try {
                return await WebAssembly.instantiateStreaming(module, imports);
            } catch (e) {
                const validResponse = expectedResponseType(module.type);

                if (validResponse && module.headers.get('Content-Type') !== 'application/wasm') {
                    console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);

                } else { throw e; }
            }
        }

        const bytes = await module.arrayBuffer();
        return await WebAssembly.instantiate(bytes, imports);
    } else {
        const instance = await WebAssembly.instantiate(module, imports);

        if (instance instanceof WebAssembly.Instance) {
            return { instance, module };
        } else {
            return instance;
        }
    }

    function expectedResponseType(type) {
        switch (type) {
            case 'basic': case 'cors': case 'default': return true;
        }
        return false;
    }
}

function initSync(module, memory) {
    if (wasm !== undefined) return wasm;

    let thread_stack_size
    if (module !== undefined) {
        if (Object.getPrototypeOf(module) === Object.prototype) {
            ({module, memory, thread_stack_size} = module)
        } else {
            console.warn('using deprecated parameters for `initSync()`; pass a single object instead')
        }
    }

    const imports = __wbg_get_imports(memory);
    if (!(module instanceof WebAssembly.Module)) {
        module = new WebAssembly.Module(module);
    }
    const instance = new WebAssembly.Instance(module, imports);
    return __wbg_finalize_init(instance, module, thread_stack_size);
}

let __wbg_init_promise;
async function __wbg_init(module_or_path, memory) {
    if (wasm !== undefined) return wasm;
    if (__wbg_init_promise === undefined) {
        __wbg_init_promise = __wbg_init_once(module_or_path, memory);
        __wbg_init_promise.catch(() => { __wbg_init_promise = undefined; });
    }
    return __wbg_init_promise;
}

async function __wbg_init_once(module_or_path, memory) {
    let thread_stack_size
    if (module_or_path !== undefined) {
        if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
            ({module_or_path, memory, thread_stack_size} = module_or_path)
        } else {
            console.warn('using deprecated parameters for the initialization function; pass a single object instead')
        }
    }

    if (module_or_path === undefined) {
        module_or_path = new URL('megamixer_bg.wasm', import.meta.url);
    }
    const imports = __wbg_get_imports(memory);

    if (typeof module_or_path === 'string' || (typeof Request === 'function' && module_or_path instanceof Request) || (typeof URL === 'function' && module_or_path instanceof URL)) {
        module_or_path = fetch(module_or_path);
    }

    const { instance, module } = await __wbg_load(await module_or_path, imports);

    return __wbg_finalize_init(instance, module, thread_stack_size);
}

export { initSync, __wbg_init as default };
