import type { Correlation } from 'megamixer';
import type { FramePainter } from '../../meters/frame-loop.ts';

/** From opposite sides, at the left edge, to the same on both, at the right one. */
export class CorrelationPainter implements FramePainter {
  readonly canvas: HTMLCanvasElement;
  readonly #correlation: Correlation;
  readonly #onShow: (value: number) => void;
  readonly #context: CanvasRenderingContext2D;
  #drawn = Number.NaN;
  #scale = 1;

  constructor(canvas: HTMLCanvasElement, correlation: Correlation, onShow: (value: number) => void) {
    this.canvas = canvas;
    this.#correlation = correlation;
    this.#onShow = onShow;
    this.#context = canvas.getContext('2d', { alpha: false })!;
  }

  resize(width: number, height: number, scale: number): void {
    this.canvas.width = width;
    this.canvas.height = height;
    this.#scale = scale;
    this.#drawn = Number.NaN;
    this.paint();
  }

  paint(): void {
    const value = Math.round(this.#correlation.value * 100) / 100;
    if (value === this.#drawn) return;
    this.#drawn = value;
    this.#onShow(value);
    const { width, height } = this.canvas;
    const context = this.#context;
    context.fillStyle = '#0b0d10';
    context.fillRect(0, 0, width, height);
    const middle = width / 2;
    const end = middle + value * middle;
    context.fillStyle = value < 0 ? '#ff6b57' : '#4cc77a';
    context.fillRect(Math.min(middle, end), 0, Math.abs(end - middle), height);
    context.fillStyle = '#f2f5f8';
    context.fillRect(Math.min(width - 2 * this.#scale, Math.max(0, end - this.#scale)), 0, 2 * this.#scale, height);
    context.fillStyle = '#7c8795';
    context.fillRect(middle, 0, this.#scale, height);
  }
}
