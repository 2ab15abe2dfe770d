import type { Loudness } from 'megamixer';
import type { FramePainter } from '../../meters/frame-loop.ts';

const LOWEST_LUFS = -36;
const HIGHEST_LUFS = -6;
const MARKS_LUFS = [-30, -23, -14] as const;
const SECONDS_PER_COLUMN = 0.1;
/** In CSS pixels. */
const COLUMN = 2;

/** The way of the loudness through the last moments: momentary as a mountain, short-term as a line over it. */
export class LoudnessPainter implements FramePainter {
  readonly canvas: HTMLCanvasElement;
  readonly #loudness: Loudness;
  readonly #context: CanvasRenderingContext2D;
  #momentary: number[] = [];
  #shortTerm: number[] = [];
  #columns = 0;
  #scale = 1;
  #since = SECONDS_PER_COLUMN;

  constructor(canvas: HTMLCanvasElement, loudness: Loudness) {
    this.canvas = canvas;
    this.#loudness = loudness;
    this.#context = canvas.getContext('2d', { alpha: false })!;
  }

  resize(width: number, height: number, scale: number): void {
    this.canvas.width = width;
    this.canvas.height = height;
    this.#scale = scale;
    this.#columns = Math.ceil(width / (COLUMN * scale));
    this.#draw();
  }

  paint(seconds: number): void {
    this.#since += seconds;
    if (this.#since < SECONDS_PER_COLUMN) return;
    this.#since %= SECONDS_PER_COLUMN;
    const { momentary, shortTerm } = this.#loudness;
    // Beyond the widest picture nothing is ever shown again.
    this.#momentary = [...this.#momentary.slice(-999), momentary ?? Number.NEGATIVE_INFINITY];
    this.#shortTerm = [...this.#shortTerm.slice(-999), shortTerm ?? Number.NEGATIVE_INFINITY];
    this.#draw();
  }

  #y(lufs: number): number {
    const share = (lufs - LOWEST_LUFS) / (HIGHEST_LUFS - LOWEST_LUFS);
    return (1 - Math.min(1, Math.max(0, share))) * this.canvas.height;
  }

  #draw(): void {
    const context = this.#context;
    const { width, height } = this.canvas;
    const scale = this.#scale;
    context.fillStyle = '#0b0d10';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#2f8f74';
    this.#eachColumn(this.#momentary, (x, y) => context.fillRect(x, y, COLUMN * scale, height - y));
    context.font = `600 ${9 * scale}px Inter, "Segoe UI", system-ui, sans-serif`;
    context.textBaseline = 'bottom';
    for (const lufs of MARKS_LUFS) {
      const y = Math.round(this.#y(lufs));
      context.fillStyle = '#ffffff24';
      context.fillRect(0, y, width, Math.max(1, Math.round(scale)));
      context.fillStyle = '#9aa4b1';
      context.fillText(String(lufs).replace('-', '−'), 3 * scale, y);
    }
    const line = new Path2D();
    this.#eachColumn(this.#shortTerm, (x, y) => line.lineTo(x + COLUMN * scale, y));
    context.strokeStyle = '#f2f5f8';
    context.lineWidth = 1.5 * scale;
    context.stroke(line);
  }

  /** From the left to now, which is at the right edge. */
  #eachColumn(history: readonly number[], draw: (x: number, y: number) => void): void {
    const shown = history.slice(-this.#columns);
    const first = this.#columns - shown.length;
    for (const [i, lufs] of shown.entries()) draw((first + i) * COLUMN * this.#scale, this.#y(lufs));
  }
}
