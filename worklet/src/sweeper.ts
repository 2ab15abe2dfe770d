import { BUILD_HASH } from './build.gen.js';
import { sweeperName } from './protocol.js';

/** Browsers that count this much as gone collect at once. Nobody touches it, so it costs address space alone. */
const GARBAGE_BYTES = 100_000_000;
const TIMES = 4;

/**
 * Has the browser collect garbage in the worklet. The memory of a mixer that was disposed of is freed when both sides have been
 * collected, and in a worklet, which makes no garbage, that may be never. It may be heard: only for whom there is no memory.
 */
registerProcessor(
  sweeperName(BUILD_HASH),
  class extends AudioWorkletProcessor {
    constructor() {
      super();
      try {
        for (let time = 0; time < TIMES; time += 1) new ArrayBuffer(GARBAGE_BYTES);
      } catch {
        // A browser that has not even so much address space has collected before it said so.
      }
      this.port.postMessage(null);
      this.port.close();
    }

    process(): boolean {
      return false;
    }
  },
);
