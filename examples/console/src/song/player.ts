import type { Mixer } from 'megamixer';

/** Time to hand all sources to the audio thread before the first of them is due. */
const HEAD_START_SECONDS = 0.06;
const FADE_SECONDS = 0.03;

interface Voice {
  readonly source: AudioBufferSourceNode;
  /** Before the mixer, so that stopping in the middle of a loop does not click, and reverb and delay ring on. */
  readonly fade: GainNode;
}

interface Take {
  readonly startTime: number;
  readonly voices: readonly Voice[];
}

/** Plays one loop into each strip, all from the same frame on. */
export class Player {
  readonly #mixer: Mixer;
  readonly #loops: readonly AudioBuffer[];
  #take: Take | null = null;

  constructor(mixer: Mixer, loops: readonly AudioBuffer[]) {
    this.#mixer = mixer;
    this.#loops = loops;
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
    const voices = this.#loops.map((buffer, i) => {
      const source = new AudioBufferSourceNode(context, { buffer, loop: true });
      const fade = new GainNode(context);
      const disconnect = strips[i]!.connect(source.connect(fade));
      source.addEventListener('ended', disconnect, { once: true });
      source.start(startTime);
      return { source, fade };
    });
    this.#take = { startTime, voices };
  }

  stop(): void {
    if (this.#take === null) return;
    const now = this.#mixer.context.currentTime;
    for (const { source, fade } of this.#take.voices) {
      fade.gain.setValueAtTime(1, now);
      fade.gain.linearRampToValueAtTime(0, now + FADE_SECONDS);
      source.stop(now + FADE_SECONDS);
    }
    this.#take = null;
  }
}
