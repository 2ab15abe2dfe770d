import type { FramePainter } from '../../meters/frame-loop.ts';
import type { Curves } from './curves.ts';
import { drawGrid } from './grid.ts';
import type { SpectrumShape } from './spectrum-shape.ts';

/** The graph: lines, the sound, and over it what the equalizer does. Only the sound is drawn anew in every frame. */
export class EqPainter implements FramePainter {
  readonly restless = true;
  readonly canvas: HTMLCanvasElement;
  readonly #curves: Curves;
  readonly #spectrum: SpectrumShape;
  readonly #colour: string;
  readonly #context: CanvasRenderingContext2D;
  readonly #grid = document.createElement('canvas').getContext('2d')!;
  readonly #drawn = document.createElement('canvas').getContext('2d')!;
  #scale = 1;
  #stale = true;

  constructor(canvas: HTMLCanvasElement, curves: Curves, spectrum: SpectrumShape, colour: string) {
    this.canvas = canvas;
    this.#curves = curves;
    this.#spectrum = spectrum;
    this.#colour = colour;
    this.#context = canvas.getContext('2d', { alpha: false })!;
  }

  /** The equalizer is set otherwise: its curves are drawn anew with the next frame. */
  change(): void {
    this.#stale = true;
  }

  resize(width: number, height: number, scale: number): void {
    for (const { canvas } of [this.#context, this.#grid, this.#drawn]) {
      canvas.width = width;
      canvas.height = height;
    }
    this.#scale = scale;
    this.#stale = true;
    drawGrid(this.#grid, width, height, scale);
    this.#spectrum.resize(width, scale);
    this.paint(0);
  }

  paint(seconds: number): void {
    const { width, height } = this.canvas;
    if (width === 0 || height === 0) return;
    if (this.#stale) {
      this.#curves.draw(this.#drawn, width, height, this.#scale);
      this.#stale = false;
    }
    const context = this.#context;
    context.drawImage(this.#grid.canvas, 0, 0);
    this.#spectrum.listen(seconds);
    const shape = this.#spectrum.path(width, height);
    context.fillStyle = context.strokeStyle = this.#colour;
    context.globalAlpha = 0.2;
    context.fill(shape);
    context.globalAlpha = 0.5;
    context.lineWidth = this.#scale;
    context.stroke(shape);
    context.globalAlpha = 1;
    context.drawImage(this.#drawn.canvas, 0, 0);
  }
}
