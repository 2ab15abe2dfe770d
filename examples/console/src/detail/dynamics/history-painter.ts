import type { FramePainter } from '../../meters/frame-loop.ts';

const SECONDS_PER_COLUMN = 0.05;
/** In CSS pixels. */
const COLUMN = 2;
const LOWEST_DB = -60;
/** As far down as reduction hangs: what went in is to be seen below it. */
const REACH = 0.6;

export interface History {
  /** What goes in now, dB. */
  readonly level: () => number;
  /** What is taken away now, dB, 0 or more. */
  readonly reduction: () => number;
  /** As much as can be shown of the reduction, dB. */
  readonly fullDb: number;
}

/** The last seconds, moving to the left: what went in stands on the ground, what was taken away hangs from above. */
export class HistoryPainter implements FramePainter {
  readonly restless = true;
  readonly canvas: HTMLCanvasElement;
  readonly #history: History;
  readonly #context: CanvasRenderingContext2D;
  #column = COLUMN;
  #since = 0;
  #loudest = LOWEST_DB;
  #most = 0;

  constructor(canvas: HTMLCanvasElement, history: History) {
    this.canvas = canvas;
    this.#history = history;
    this.#context = canvas.getContext('2d', { alpha: false })!;
  }

  resize(width: number, height: number, scale: number): void {
    this.canvas.width = width;
    this.canvas.height = height;
    this.#column = Math.round(COLUMN * scale);
    this.#context.fillStyle = '#0b0d10';
    this.#context.fillRect(0, 0, width, height);
  }

  paint(seconds: number): void {
    this.#loudest = Math.max(this.#loudest, this.#history.level());
    this.#most = Math.max(this.#most, this.#history.reduction());
    this.#since += seconds;
    if (this.#since < SECONDS_PER_COLUMN || this.canvas.height === 0) return;
    this.#since %= SECONDS_PER_COLUMN;
    this.#drawColumn();
    this.#loudest = LOWEST_DB;
    this.#most = 0;
  }

  #drawColumn(): void {
    const context = this.#context;
    const { width, height } = this.canvas;
    const x = width - this.#column;
    context.drawImage(this.canvas, -this.#column, 0);
    context.fillStyle = '#0b0d10';
    context.fillRect(x, 0, this.#column, height);
    const level = Math.round((1 - Math.min(0, this.#loudest) / LOWEST_DB) * height);
    context.fillStyle = '#3d4753';
    context.fillRect(x, height - level, this.#column, level);
    const reduction = Math.round(Math.min(1, this.#most / this.#history.fullDb) * REACH * height);
    context.fillStyle = '#c2982f';
    context.fillRect(x, 0, this.#column, reduction);
  }
}
