import type { FramePainter } from '../../meters/frame-loop.ts';

/** How fast the bar goes back: slower than the eye, so that what was short is seen. */
const FALL_DB_PER_SECOND = 40;

export interface Reduction {
  /** What is taken away now, dB, 0 or more. */
  readonly read: () => number;
  readonly fullDb: number;
  readonly marksDb: readonly number[];
  /** Hears what is shown, in tenths. */
  readonly onShow: (db: number) => void;
}

/** A meter that hangs from the top: what a processor takes away. */
export class ReductionPainter implements FramePainter {
  readonly canvas: HTMLCanvasElement;
  readonly #reduction: Reduction;
  readonly #context: CanvasRenderingContext2D;
  #shown = 0;
  #drawn = -1;
  #told = -1;
  #line = 1;

  constructor(canvas: HTMLCanvasElement, reduction: Reduction) {
    this.canvas = canvas;
    this.#reduction = reduction;
    this.#context = canvas.getContext('2d', { alpha: false })!;
  }

  resize(width: number, height: number, scale: number): void {
    this.canvas.width = width;
    this.canvas.height = height;
    this.#line = Math.max(1, Math.round(scale));
    this.#drawn = -1;
    this.paint(0);
  }

  paint(seconds: number): void {
    const { read, fullDb, onShow } = this.#reduction;
    this.#shown = Math.max(read(), this.#shown - FALL_DB_PER_SECOND * seconds, 0);
    const tenths = Math.round(this.#shown * 10);
    if (tenths !== this.#told) onShow(tenths / 10);
    this.#told = tenths;
    const rows = Math.round(Math.min(1, this.#shown / fullDb) * this.canvas.height);
    if (rows !== this.#drawn) this.#draw(rows);
  }

  #draw(rows: number): void {
    this.#drawn = rows;
    const { width, height } = this.canvas;
    const { marksDb, fullDb } = this.#reduction;
    this.#context.fillStyle = '#0b0d10';
    this.#context.fillRect(0, 0, width, height);
    this.#context.fillStyle = '#f0bf3c';
    this.#context.fillRect(0, 0, width, rows);
    for (const db of marksDb) {
      const y = Math.round((db / fullDb) * height);
      this.#context.fillStyle = y < rows ? '#0b0d10' : '#39424d';
      this.#context.fillRect(0, y, width, this.#line);
    }
  }
}
