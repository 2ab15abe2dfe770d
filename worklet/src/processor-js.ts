import { jsEngine } from './js-engine.js';
import { registerMixer } from './processor.js';

registerMixer('js', ({ pages }) => jsEngine(pages));
