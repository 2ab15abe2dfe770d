/** What the painter is started with. */
export interface PainterStart {
  /** Null: nothing is painted. */
  readonly canvas: OffscreenCanvas | null;
  /** Where the page puts how far up each fader and each meter is, 0 to 1, in turn. */
  readonly positions: Float32Array;
}

export const stripWidth = 20;
export const height = 120;

/** The page's end of what a worker draws: see docs/decisions/live-page.md for why it is drawn there. */
export class Desk {
  readonly #positions: Float32Array;
  readonly #painter: Worker;

  /** `drawn: false` has the same frames, with nothing painted in them. */
  constructor(strips: number, { drawn }: { drawn: boolean }) {
    this.#positions = new Float32Array(new SharedArrayBuffer(strips * 2 * Float32Array.BYTES_PER_ELEMENT));
    this.#painter = new Worker('/page/bench/live/page/painter.js', { type: 'module' });
    const canvas = drawn ? makeCanvas(strips) : null;
    const start: PainterStart = { canvas, positions: this.#positions };
    this.#painter.postMessage(start, canvas === null ? [] : [canvas]);
  }

  /** Calls `turn` at every animation frame of the worker, with the frame's time in milliseconds. */
  everyFrame(turn: (time: number) => void): void {
    this.#painter.onmessage = ({ data }: MessageEvent<number>) => turn(data);
  }

  /** Moves a fader and its meter, both 0 to 1. */
  show(strip: number, fader: number, level: number): void {
    this.#positions[strip * 2] = fader;
    this.#positions[strip * 2 + 1] = Math.min(1, level);
  }

  close(): void {
    this.#painter.terminate();
  }
}

function makeCanvas(strips: number): OffscreenCanvas {
  const canvas = document.body.appendChild(document.createElement('canvas'));
  Object.assign(canvas, { width: strips * stripWidth, height });
  return canvas.transferControlToOffscreen();
}
