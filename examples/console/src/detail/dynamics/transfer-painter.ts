import type { FramePainter } from '../../meters/frame-loop.ts';

const LOWEST_DB = -60;
const MARKS_DB = [-48, -36, -24, -12] as const;
const POINTS = 96;

export interface Transfer {
  /** What comes out for what goes in, dB. */
  readonly outputLevel: (level: number) => number;
  /** What is listened to now, dB; minus infinity where nobody knows. */
  readonly heardLevel: () => number;
  readonly isOn: () => boolean;
  readonly colour: string;
}

/** What dynamics make of each level, and a dot where the sound is now. Drawn anew only when either has changed. */
export class TransferPainter implements FramePainter {
  readonly restless = true;
  readonly canvas: HTMLCanvasElement;
  readonly #transfer: Transfer;
  readonly #context: CanvasRenderingContext2D;
  readonly #still = document.createElement('canvas').getContext('2d')!;
  #scale = 1;
  #stale = true;
  #drawnDot = Number.NaN;

  constructor(canvas: HTMLCanvasElement, transfer: Transfer) {
    this.canvas = canvas;
    this.#transfer = transfer;
    this.#context = canvas.getContext('2d', { alpha: false })!;
  }

  /** The controls are set otherwise. */
  change(): void {
    this.#stale = true;
  }

  resize(width: number, height: number, scale: number): void {
    for (const { canvas } of [this.#context, this.#still]) {
      canvas.width = width;
      canvas.height = height;
    }
    this.#scale = scale;
    this.#stale = true;
    this.paint();
  }

  paint(): void {
    const { width, height } = this.canvas;
    if (width === 0 || height === 0) return;
    const level = this.#transfer.heardLevel();
    // In half pixels: less would not be seen.
    const dot = level <= LOWEST_DB ? -1 : Math.round(this.#x(Math.min(0, level)) * 2);
    if (!this.#stale && dot === this.#drawnDot) return;
    if (this.#stale) this.#drawStill();
    this.#stale = false;
    this.#drawnDot = dot;
    this.#context.drawImage(this.#still.canvas, 0, 0);
    if (dot >= 0) this.#drawDot(Math.min(0, level));
  }

  #x(db: number): number {
    return (1 - db / LOWEST_DB) * this.canvas.width;
  }

  #y(db: number): number {
    return (Math.max(2 * LOWEST_DB, db) / LOWEST_DB) * this.canvas.height;
  }

  #drawStill(): void {
    const context = this.#still;
    const { width, height } = this.canvas;
    const line = Math.max(1, Math.round(this.#scale));
    context.fillStyle = '#0b0d10';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#1b2026';
    for (const db of MARKS_DB) {
      context.fillRect(Math.round(this.#x(db)), 0, line, height);
      context.fillRect(0, Math.round(this.#y(db)), width, line);
    }
    context.strokeStyle = '#39424d';
    context.lineWidth = this.#scale;
    context.setLineDash([3 * this.#scale, 3 * this.#scale]);
    context.stroke(this.#path((level) => level));
    context.setLineDash([]);

    const on = this.#transfer.isOn();
    const curve = this.#path(this.#transfer.outputLevel);
    const area = new Path2D(curve);
    area.lineTo(width, height);
    area.lineTo(0, height);
    context.fillStyle = context.strokeStyle = on ? this.#transfer.colour : '#7c8795';
    context.globalAlpha = 0.12;
    context.fill(area);
    context.globalAlpha = 1;
    context.lineWidth = 2 * this.#scale;
    context.lineJoin = 'round';
    context.stroke(curve);
  }

  #path(outputLevel: (level: number) => number): Path2D {
    const path = new Path2D();
    for (let i = 0; i <= POINTS; i++) {
      const level = LOWEST_DB * (1 - i / POINTS);
      path.lineTo(this.#x(level), this.#y(outputLevel(level)));
    }
    return path;
  }

  #drawDot(level: number): void {
    const context = this.#context;
    const y = Math.max(0, this.#y(this.#transfer.outputLevel(level)));
    context.beginPath();
    context.arc(this.#x(level), y, 4 * this.#scale, 0, 2 * Math.PI);
    context.fillStyle = '#fff';
    context.fill();
  }
}
