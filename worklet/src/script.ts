import type { EngineInstance } from './engine-instance.js';
import type { ScriptStep } from './protocol.js';

/** For tests only: changes that happen at exactly stated frames of the context, by cutting the render there. */
export class Script {
  readonly #steps: readonly ScriptStep[];
  #next = 0;

  constructor(steps: readonly ScriptStep[]) {
    this.#steps = steps;
  }

  /** Whether no step is left. */
  get over(): boolean {
    return this.#next >= this.#steps.length;
  }

  /** Frames from `frame` to the next step; Infinity when none is left. */
  framesUntilNext(frame: number): number {
    const step = this.#steps[this.#next];
    return step === undefined ? Number.POSITIVE_INFINITY : step.frame - frame;
  }

  /** Writes what is due at `frame`. A trap is thrown, and is over once it has been: a restart goes on after it. */
  play(frame: number, engine: EngineInstance): void {
    for (;;) {
      const step = this.#steps[this.#next];
      if (step === undefined || step.frame > frame) return;
      this.#next += 1;
      for (let pair = 0; pair + 1 < step.words.length; pair += 2) {
        Atomics.store(engine.words, step.words[pair] as number, step.words[pair + 1] as number);
      }
      if (step.trap) engine.trap();
    }
  }
}
