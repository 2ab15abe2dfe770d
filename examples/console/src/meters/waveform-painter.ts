import type { FramePainter } from './frame-loop.ts';

/** In CSS pixels: one column, of which the last quarter is a gap. */
const COLUMN = 1;

/** The loop's shape, and a line where it is being played. Redrawn only when the line moves by a pixel. */
export class WaveformPainter implements FramePainter {
  readonly canvas: HTMLCanvasElement;
  readonly #recording: AudioBuffer;
  readonly #colour: string;
  readonly #position: () => number | null;
  readonly #context: CanvasRenderingContext2D;
  readonly #shape = document.createElement('canvas');
  #line = 1;
  /** The pixel the line is drawn at, or null where there is none. */
  #drawn: number | null = null;

  /** `position` tells the seconds into the song, or null while it is stopped. */
  constructor(canvas: HTMLCanvasElement, recording: AudioBuffer, colour: string, position: () => number | null) {
    this.canvas = canvas;
    this.#recording = recording;
    this.#colour = colour;
    this.#position = position;
    this.#context = canvas.getContext('2d')!;
  }

  resize(width: number, height: number, scale: number): void {
    this.canvas.width = this.#shape.width = width;
    this.canvas.height = this.#shape.height = height;
    this.#line = Math.max(1, Math.round(scale));
    drawShape(this.#shape, this.#recording, this.#colour, COLUMN * scale);
    this.#draw(this.#drawn);
  }

  paint(): void {
    const seconds = this.#position();
    const { duration } = this.#recording;
    const x = seconds === null ? null : Math.floor(((seconds % duration) / duration) * this.canvas.width);
    if (x !== this.#drawn) this.#draw(x);
  }

  #draw(x: number | null): void {
    this.#drawn = x;
    const { width, height } = this.canvas;
    this.#context.clearRect(0, 0, width, height);
    if (width > 0) this.#context.drawImage(this.#shape, 0, 0);
    if (x === null) return;
    this.#context.fillStyle = '#fff';
    this.#context.fillRect(x, 0, this.#line, height);
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
  return Array.from({ length: columns }, (_, column) => {
    let peak = 0;
    const end = Math.floor((column + 1) * perColumn);
    // One frame in eight shows the same shape at this size.
    for (let frame = Math.floor(column * perColumn); frame < end; frame += 8) {
      peak = Math.max(peak, Math.abs(left[frame]!), Math.abs(right[frame]!));
    }
    return peak;
  });
}
