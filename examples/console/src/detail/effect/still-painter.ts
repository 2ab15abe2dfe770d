import type { FramePainter } from '../../meters/frame-loop.ts';

/** A picture of how something is set: drawn when that has changed, and not for every frame. */
export class StillPainter implements FramePainter {
  readonly canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #draw: (context: CanvasRenderingContext2D, scale: number) => void;
  #scale = 1;
  #stale = false;

  /** `draw` begins on an empty canvas. */
  constructor(canvas: HTMLCanvasElement, draw: (context: CanvasRenderingContext2D, scale: number) => void) {
    this.canvas = canvas;
    this.#context = canvas.getContext('2d')!;
    this.#draw = draw;
  }

  change(): void {
    this.#stale = true;
  }

  resize(width: number, height: number, scale: number): void {
    this.canvas.width = width;
    this.canvas.height = height;
    this.#scale = scale;
    this.#stale = true;
    this.paint();
  }

  paint(): void {
    const { width, height } = this.canvas;
    if (!this.#stale || width === 0 || height === 0) return;
    this.#stale = false;
    this.#context.clearRect(0, 0, width, height);
    this.#draw(this.#context, this.#scale);
  }
}
