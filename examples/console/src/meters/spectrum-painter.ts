import type { FramePainter } from './frame-loop.ts';

const LOWEST_HZ = 30;
const HIGHEST_HZ = 16_000;
const FLOOR_DB = -84;
const CEILING_DB = -18;
/** Music falls by about so much an octave; without this the right half would lie flat. */
const TILT_DB_PER_OCTAVE = 3;
const FALL_PER_SECOND = 1.6;

/** What leaves the mixer, by frequency: a third of an octave a bar, or finer where there is room. */
export class SpectrumPainter implements FramePainter {
  readonly canvas: HTMLCanvasElement;
  readonly #analyser: AnalyserNode;
  readonly #context: CanvasRenderingContext2D;
  readonly #bins: Float32Array<ArrayBuffer>;
  #edges: readonly number[] = [];
  #heights: number[] = [];
  #bar = 1;

  constructor(canvas: HTMLCanvasElement, analyser: AnalyserNode) {
    this.canvas = canvas;
    this.#analyser = analyser;
    this.#context = canvas.getContext('2d')!;
    this.#bins = new Float32Array(analyser.frequencyBinCount);
  }

  resize(width: number, height: number, scale: number): void {
    this.canvas.width = width;
    this.canvas.height = height;
    this.#bar = Math.max(1, Math.round(3 * scale));
    const bars = Math.floor(width / this.#bar);
    const hzPerBin = this.#analyser.context.sampleRate / this.#analyser.fftSize;
    this.#edges = Array.from(
      { length: bars + 1 },
      (_, i) => (LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** (i / bars)) / hzPerBin,
    );
    this.#heights = new Array<number>(bars).fill(0);
    const gradient = this.#context.createLinearGradient(0, height, 0, 0);
    gradient.addColorStop(0, '#2b5d73');
    gradient.addColorStop(1, '#8fe0e6');
    this.#context.fillStyle = gradient;
  }

  paint(seconds: number): void {
    const { width, height } = this.canvas;
    this.#analyser.getFloatFrequencyData(this.#bins);
    this.#context.clearRect(0, 0, width, height);
    for (let i = 0; i < this.#heights.length; i++) {
      const now = this.#heightOf(i);
      const shown = Math.max(now, this.#heights[i]! - FALL_PER_SECOND * seconds, 0);
      this.#heights[i] = shown;
      const rows = Math.round(shown * height);
      this.#context.fillRect(i * this.#bar, height - rows, Math.max(1, this.#bar - 1), rows);
    }
  }

  /** The loudest bin of a bar, 0 to 1. */
  #heightOf(bar: number): number {
    const first = Math.floor(this.#edges[bar]!);
    const last = Math.max(first, Math.ceil(this.#edges[bar + 1]!) - 1);
    let db = Number.NEGATIVE_INFINITY;
    for (let bin = first; bin <= last; bin++) db = Math.max(db, this.#bins[bin] ?? db);
    const octaves = Math.log2(this.#edges[bar]! / this.#edges[0]!);
    return Math.min(1, (db + TILT_DB_PER_OCTAVE * octaves - FLOOR_DB) / (CEILING_DB - FLOOR_DB));
  }
}
