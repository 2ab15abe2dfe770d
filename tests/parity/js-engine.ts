import { JS_STACK_BYTES, MEMORY_INITIAL_PAGES } from 'megamixer-worklet/build';
import { jsEngine } from 'megamixer-worklet/js-engine';
import { memoryBytes, WASM_PAGE_BYTES } from 'megamixer-worklet/layout';
import { type EngineOptions, RenderingEngine } from './rendering-engine.ts';

/** The engine in JavaScript. */
export class JsEngine extends RenderingEngine {
  constructor(options: EngineOptions) {
    super(
      options,
      jsEngine({ initial: MEMORY_INITIAL_PAGES, maximum: memoryBytes(options) / WASM_PAGE_BYTES }),
      JS_STACK_BYTES,
    );
  }
}
