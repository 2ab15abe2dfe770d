import type { Listened, Mixer } from 'megamixer';

/** The last so many frames say how loud it is now. */
const LEVEL_FRAMES = 1024;

/**
 * Hears one channel alone, before its fader: the mixer's second output, which no loudspeaker is connected to. With
 * nobody listened to, it is the master that comes out there.
 */
export class Monitor {
  readonly analyser: AnalyserNode;
  readonly #mixer: Mixer;
  readonly #samples: Float32Array<ArrayBuffer>;

  constructor(mixer: Mixer) {
    this.#mixer = mixer;
    this.analyser = new AnalyserNode(mixer.context, { fftSize: 8192, smoothingTimeConstant: 0.8 });
    this.#samples = new Float32Array(this.analyser.fftSize);
    this.connect();
  }

  /** Again, when the browser has replaced the node. */
  connect(): void {
    this.#mixer.node.connect(this.analyser, 1);
  }

  /** Listens to a strip or a bus until the function that this returns is called. */
  listenTo(channel: Listened): () => void {
    channel.listen.value = 'pfl';
    return () => channel.listen.reset();
  }

  /** The peak of the last moment, dBFS. */
  get peakDb(): number {
    this.analyser.getFloatTimeDomainData(this.#samples);
    let peak = 0;
    for (let i = this.#samples.length - LEVEL_FRAMES; i < this.#samples.length; i++) {
      peak = Math.max(peak, Math.abs(this.#samples[i]!));
    }
    return 20 * Math.log10(peak);
  }
}
