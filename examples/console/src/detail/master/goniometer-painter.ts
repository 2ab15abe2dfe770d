import type { Scope } from 'megamixer';
import type { FramePainter } from '../../meters/frame-loop.ts';

const FRAMES = 1024;
/** What is left of a picture after a second. */
const AFTERGLOW = 1e-4;

/** Left against right, turned so that the middle stands upright: mono is a line, width a cloud. */
export class GoniometerPainter implements FramePainter {
  readonly restless = true;
  readonly canvas: HTMLCanvasElement;
  readonly #scope: Scope;
  readonly #colour: string;
  readonly #context: CanvasRenderingContext2D;
  readonly #left: Float32Array;
  readonly #right: Float32Array;
  #scale = 1;

  constructor(canvas: HTMLCanvasElement, scope: Scope, colour: string) {
    this.canvas = canvas;
    this.#scope = scope;
    this.#colour = colour;
    const frames = Math.min(FRAMES, scope.maxFrames);
    this.#left = new Float32Array(frames);
    this.#right = new Float32Array(frames);
    this.#context = canvas.getContext('2d', { alpha: false })!;
  }

  resize(width: number, height: number, scale: number): void {
    this.canvas.width = width;
    this.canvas.height = height;
    this.#scale = scale;
    this.#context.fillStyle = '#0b0d10';
    this.#context.fillRect(0, 0, width, height);
    this.paint(0);
  }

  paint(seconds: number): void {
    const { width, height } = this.canvas;
    if (width === 0) return;
    const context = this.#context;
    context.globalAlpha = 1 - AFTERGLOW ** seconds;
    context.fillStyle = '#0b0d10';
    context.fillRect(0, 0, width, height);
    context.globalAlpha = 1;
    this.#drawAxes();

    this.#scope.read(this.#left, this.#right);
    const reach = Math.min(width, height) / 2;
    const path = new Path2D();
    for (let i = 0; i < this.#left.length; i++) {
      const left = this.#left[i]!;
      const right = this.#right[i]!;
      // A full scale of both sides reaches the edge.
      path.lineTo(width / 2 + ((right - left) / 2) * reach, height / 2 - ((left + right) / 2) * reach);
    }
    context.strokeStyle = this.#colour;
    context.globalAlpha = 0.7;
    context.lineWidth = this.#scale;
    context.lineJoin = 'bevel';
    context.stroke(path);
    context.globalAlpha = 1;
  }

  #drawAxes(): void {
    const { width, height } = this.canvas;
    const reach = Math.min(width, height) / 2;
    const context = this.#context;
    context.strokeStyle = '#20262d';
    context.lineWidth = this.#scale;
    context.beginPath();
    for (const [x, y] of [
      [0, 1],
      [0.5, 0.5],
      [0.5, -0.5],
    ] as const) {
      context.moveTo(width / 2 - x * reach, height / 2 - y * reach);
      context.lineTo(width / 2 + x * reach, height / 2 + y * reach);
    }
    context.stroke();
    context.font = `600 ${9 * this.#scale}px Inter, "Segoe UI", system-ui, sans-serif`;
    context.fillStyle = '#7c8795';
    context.textBaseline = 'middle';
    context.textAlign = 'center';
    context.fillText('L', width / 2 - reach * 0.58, height / 2 - reach * 0.58);
    context.fillText('R', width / 2 + reach * 0.58, height / 2 - reach * 0.58);
  }
}
