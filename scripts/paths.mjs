import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { versions } from './versions.mjs';

export const top = dirname(dirname(fileURLToPath(import.meta.url)));

/** A path of the repository, said from its top. */
export const inRepository = (...parts) => join(top, ...parts);

const cache = process.env.MEGAMIXER_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'megamixer');

/** The folder of a tool that set-up installed with cargo. */
const toolFolder = (crate, version) => join(cache, 'tools', `${crate}-${version}`, 'bin');

export const wasmBindgenFolder = toolFolder('wasm-bindgen-cli', versions.WASM_BINDGEN_VERSION);
export const wasmPack = join(toolFolder('wasm-pack', versions.WASM_PACK_VERSION), 'wasm-pack');
