import { until } from './realtime.ts';

/** What takes a moment on an idle machine may take long on a busy one. */
export const PATIENCE_MS = 20_000;

/** A context whose loudspeakers somebody listens to: what is connected to `destination` is heard by an analyser on the way. */
export class Listened extends AudioContext {
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  constructor(options?: AudioContextOptions) {
    super(options);
    this.#analyser = new AnalyserNode(this, { fftSize: 2048 });
    this.#analyser.connect(this.destination);
    this.#samples = new Float32Array(this.#analyser.fftSize);
    Object.defineProperty(this, 'destination', { value: this.#analyser });
  }

  /** The largest of the last samples. */
  get peak(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return this.#samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
  }

  /** Resolves when something comes out of the loudspeakers. */
  async heard(): Promise<void> {
    await until(() => this.peak > 0.01, PATIENCE_MS);
  }
}
