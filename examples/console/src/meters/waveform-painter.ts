import { type Part, placeIn } from '../song/player.ts';
import type { FramePainter } from './frame-loop.ts';

/** In CSS pixels: one column, of which the last quarter is a gap. */
const COLUMN = 1;

/** Frames that are looked at: one in eight shows the same shape at this size, and so do so many per column of what is long. */
const STRIDE = 8;
const PER_COLUMN = 2048;

/** The shape of what plays into a strip, and a line where it is being played. Redrawn only when the line moves by a pixel. */
export class WaveformPainter implements FramePainter {
  readonly canvas: HTMLCanvasElement;
  readonly #colour: string;
  readonly #position: () => number | null;
  readonly #context: CanvasRenderingContext2D;
  readonly #shape = document.createElement('canvas');
  #part: Part | null = null;
  #scale = 1;
  /** The pixel the line is drawn at, or null where there is none. */
  #drawn: number | null = null;

  /** `position` tells the seconds into the song, or null while it is stopped. */
  constructor(canvas: HTMLCanvasElement, colour: string, position: () => number | null) {
    this.canvas = canvas;
    this.#colour = colour;
    this.#position = position;
    this.#context = canvas.getContext('2d')!;
  }

  /** From now on this plays, or nothing. */
  show(part: Part | null): void {
    const same = part?.recording === this.#part?.recording;
    this.#part = part;
    if (!same) this.#shapeAgain();
  }

  resize(width: number, height: number, scale: number): void {
    this.canvas.width = this.#shape.width = width;
    this.canvas.height = this.#shape.height = height;
    this.#scale = scale;
    this.#shapeAgain();
  }

  paint(): void {
    const seconds = this.#position();
    const place = seconds === null || this.#part === null ? null : placeIn(this.#part, seconds);
    const x = place === null ? null : Math.floor((place / this.#part!.recording.duration) * this.canvas.width);
    if (x !== this.#drawn) this.#draw(x);
  }

  #shapeAgain(): void {
    const { width, height } = this.#shape;
    this.#shape.getContext('2d')!.clearRect(0, 0, width, height);
    if (this.#part !== null) drawShape(this.#shape, this.#part.recording, this.#colour, COLUMN * this.#scale);
    this.#draw(this.#drawn);
  }

  #draw(x: number | null): void {
    this.#drawn = x;
    const { width, height } = this.canvas;
    this.#context.clearRect(0, 0, width, height);
    if (width > 0) this.#context.drawImage(this.#shape, 0, 0);
    if (x === null) return;
    this.#context.fillStyle = '#fff';
    this.#context.fillRect(x, 0, Math.max(1, Math.round(this.#scale)), height);
  }
}

function drawShape(canvas: HTMLCanvasElement, recording: AudioBuffer, colour: string, column: number): void {
  const columns = Math.floor(canvas.width / column);
  const peaks = peaksOf(recording, columns);
  const loudest = Math.max(...peaks);
  const context = canvas.getContext('2d')!;
  context.globalAlpha = 0.75;
  context.fillStyle = colour;
  for (const [i, peak] of peaks.entries()) {
    // Bent, so that what is soft can be seen beside a drum.
    const rows = Math.max(1, (peak / loudest) ** 0.7 * canvas.height);
    context.fillRect(i * column, (canvas.height - rows) / 2, column * 0.75, rows);
  }
}

function peaksOf(recording: AudioBuffer, columns: number): number[] {
  const left = recording.getChannelData(0);
  const right = recording.getChannelData(recording.numberOfChannels - 1);
  const perColumn = left.length / columns;
  const stride = Math.max(STRIDE, Math.floor(perColumn / PER_COLUMN));
  return Array.from({ length: columns }, (_, column) => {
    let peak = 0;
    const end = Math.floor((column + 1) * perColumn);
    for (let frame = Math.floor(column * perColumn); frame < end; frame += stride) {
      peak = Math.max(peak, Math.abs(left[frame]!), Math.abs(right[frame]!));
    }
    return peak;
  });
}
