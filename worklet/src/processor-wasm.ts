import './sweeper.js';
import { Refusal } from './engine-instance.js';
import { registerMixer } from './processor.js';
import { wasmEngine } from './wasm-engine.js';

registerMixer('wasm', ({ module, pages }, memory) => {
  if (module === null) throw new Refusal('engine-refused', 'the page sent no module');
  return wasmEngine(module, pages, memory);
});
