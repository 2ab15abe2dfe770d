import type { Mixer } from 'megamixer';

/** Time to hand all sources to the audio thread before the first of them is due. */
const HEAD_START_SECONDS = 0.06;
const FADE_SECONDS = 0.03;

interface Take {
  readonly startTime: number;
  readonly sources: readonly AudioBufferSourceNode[];
}

/** Plays one loop into each strip, all from the same frame on. */
export class Player {
  readonly #mixer: Mixer;
  readonly #loops: readonly AudioBuffer[];
  /** After the mixer, so that stopping in the middle of thirty-two loops does not click. */
  readonly #fade: GainNode;
  #take: Take | null = null;

  constructor(mixer: Mixer, loops: readonly AudioBuffer[], fade: GainNode) {
    this.#mixer = mixer;
    this.#loops = loops;
    this.#fade = fade;
  }

  get playing(): boolean {
    return this.#take !== null;
  }

  /** Seconds into the song, as heard now; null while it is stopped. */
  get position(): number | null {
    if (this.#take === null) return null;
    const context = this.#mixer.context as AudioContext;
    return Math.max(0, context.currentTime - (context.outputLatency || 0) - this.#take.startTime);
  }

  start(): void {
    if (this.#take !== null) return;
    const { context, strips } = this.#mixer;
    const startTime = context.currentTime + HEAD_START_SECONDS;
    const sources = this.#loops.map((buffer, i) => {
      const source = new AudioBufferSourceNode(context, { buffer, loop: true });
      const disconnect = strips[i]!.connect(source);
      source.addEventListener('ended', disconnect, { once: true });
      source.start(startTime);
      return source;
    });
    this.#fade.gain.cancelScheduledValues(0);
    this.#fade.gain.setValueAtTime(1, startTime);
    this.#take = { startTime, sources };
  }

  stop(): void {
    if (this.#take === null) return;
    const now = this.#mixer.context.currentTime;
    this.#fade.gain.setValueAtTime(1, now);
    this.#fade.gain.linearRampToValueAtTime(0, now + FADE_SECONDS);
    for (const source of this.#take.sources) source.stop(now + FADE_SECONDS);
    this.#take = null;
  }
}
