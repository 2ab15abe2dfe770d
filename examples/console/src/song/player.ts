import type { Mixer } from 'megamixer';

/** Time to hand all sources to the audio thread before the first of them is due. */
const HEAD_START_SECONDS = 0.06;
const FADE_SECONDS = 0.03;

/** Something that plays into a strip. */
export interface Part {
  readonly recording: AudioBuffer;
  readonly strip: number;
  /** When it starts, in seconds of the song. */
  readonly start: number;
  /** How far into the recording. */
  readonly offset: number;
  /** How long it plays, loops included: infinite for all there is, which is for ever in a loop. */
  readonly duration: number;
  /** Linear. */
  readonly gain: number;
  readonly loop: boolean;
}

interface Voice {
  readonly source: AudioBufferSourceNode;
  readonly gain: number;
  /** Before the mixer, so that stopping in the middle of a loop does not click, and reverb and delay ring on. */
  readonly fade: GainNode;
}

interface Take {
  readonly startTime: number;
  readonly voices: readonly Voice[];
}

/** Plays parts into the strips, all by the same clock. */
export class Player {
  readonly #mixer: Mixer;
  #parts: readonly Part[] = [];
  #take: Take | null = null;

  constructor(mixer: Mixer) {
    this.#mixer = mixer;
  }

  get playing(): boolean {
    return this.#take !== null;
  }

  get parts(): readonly Part[] {
    return this.#parts;
  }

  /** Plays other parts from now on: from their beginning, if it plays. */
  load(parts: readonly Part[]): void {
    const { playing } = this;
    this.stop();
    this.#parts = parts;
    if (playing) this.start();
  }

  /** Seconds into the song, as heard now; null while it is stopped. */
  get position(): number | null {
    if (this.#take === null) return null;
    const context = this.#mixer.context as AudioContext;
    return Math.max(0, context.currentTime - (context.outputLatency || 0) - this.#take.startTime);
  }

  start(): void {
    if (this.#take !== null) return;
    const { context } = this.#mixer;
    // On a whole frame, as all parts: between frames they would be interpolated, and an export would not be what plays.
    const onFrame = (seconds: number): number => Math.round(seconds * context.sampleRate) / context.sampleRate;
    const startTime = onFrame(context.currentTime + HEAD_START_SECONDS);
    const voices = this.#parts.map((part) => this.#play(part, startTime + onFrame(part.start)));
    this.#take = { startTime, voices };
  }

  stop(): void {
    if (this.#take === null) return;
    const now = this.#mixer.context.currentTime;
    for (const { source, gain, fade } of this.#take.voices) {
      fade.gain.setValueAtTime(gain, now);
      fade.gain.linearRampToValueAtTime(0, now + FADE_SECONDS);
      source.stop(now + FADE_SECONDS);
    }
    this.#take = null;
  }

  #play({ recording, strip, offset, duration, gain, loop }: Part, when: number): Voice {
    const { context, strips } = this.#mixer;
    const source = new AudioBufferSourceNode(context, { buffer: recording, loop });
    const fade = new GainNode(context, { gain });
    const disconnect = strips[strip]!.connect(source.connect(fade));
    source.addEventListener('ended', disconnect, { once: true });
    if (duration === Number.POSITIVE_INFINITY) source.start(when, offset);
    else source.start(when, offset, duration);
    return { source, gain, fade };
  }
}

/** How far into its recording a part is, in seconds, or null while it is silent. */
export function placeIn({ recording, start, offset, duration, loop }: Part, seconds: number): number | null {
  const played = seconds - start;
  const place = offset + played;
  if (played < 0 || played >= duration || (!loop && place >= recording.duration)) return null;
  return place % recording.duration;
}
