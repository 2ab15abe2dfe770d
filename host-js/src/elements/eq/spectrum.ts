import { hertzAt } from './eq-scale.js';

const FLOOR_DB = -88;
const CEILING_DB = -24;
/** Music falls by about so much an octave; without this the right half would lie flat. */
const TILT_DB_PER_OCTAVE = 3;
const TILTED_AROUND_HZ = 1000;
const FALL_PER_SECOND = 1.2;
/** In CSS pixels. */
const COLUMN = 3;

/** What is heard, by frequency, as a mountain range to be drawn behind something. */
export class Spectrum {
  readonly analyser: AnalyserNode;
  readonly #bins: Float32Array<ArrayBuffer>;
  #edges = new Float32Array(0);
  #tilts = new Float32Array(0);
  #heights = new Float32Array(0);

  constructor(analyser: AnalyserNode) {
    this.analyser = analyser;
    this.#bins = new Float32Array(analyser.frequencyBinCount);
  }

  resize(width: number, scale: number): void {
    const columns = Math.max(2, Math.round(width / (COLUMN * scale)));
    const hertzPerBin = this.analyser.context.sampleRate / this.analyser.fftSize;
    this.#edges = Float32Array.from({ length: columns + 1 }, (_, i) => hertzAt(i / columns) / hertzPerBin);
    this.#tilts = Float32Array.from(
      { length: columns },
      (_, i) => TILT_DB_PER_OCTAVE * Math.log2(hertzAt(i / columns) / TILTED_AROUND_HZ),
    );
    this.#heights = new Float32Array(columns);
  }

  /** Once a frame: what there is now, and how far it has sunk where there is less. */
  listen(seconds: number): void {
    this.analyser.getFloatFrequencyData(this.#bins);
    for (let i = 0; i < this.#heights.length; i++) {
      const now = (this.#dbOf(i) + this.#tilts[i]! - FLOOR_DB) / (CEILING_DB - FLOOR_DB);
      this.#heights[i] = Math.min(1, Math.max(now, this.#heights[i]! - FALL_PER_SECOND * seconds, 0));
    }
  }

  path(width: number, height: number): Path2D {
    const path = new Path2D();
    const last = this.#heights.length - 1;
    path.moveTo(0, height);
    for (const [i, share] of this.#heights.entries()) path.lineTo((i / last) * width, height * (1 - share));
    path.lineTo(width, height);
    return path;
  }

  /** The loudest bin of a column, or what lies between two bins where columns are narrower than these. */
  #dbOf(column: number): number {
    const from = this.#edges[column]!;
    const to = this.#edges[column + 1]!;
    const first = Math.floor(from);
    if (to - from < 1) {
      const share = from - first;
      return (this.#bins[first] ?? FLOOR_DB) * (1 - share) + (this.#bins[first + 1] ?? FLOOR_DB) * share;
    }
    let db = Number.NEGATIVE_INFINITY;
    for (let bin = first; bin < to; bin++) db = Math.max(db, this.#bins[bin] ?? db);
    return db;
  }
}
